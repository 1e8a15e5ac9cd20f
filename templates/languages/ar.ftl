### كلمات الصفحات نفسها بالعربية.

## القوائم والتواريخ

list-comma = { "، " }
list-semicolon = { "؛ " }
list-colon = { ": " }
list-and = و
list-pair = { $first } و{ $last }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
date-month = { $month } { $year }
date-day = { $day } { $month } { $year }
date-time = { $date }، { $time }
time-zone = { $time } UTC{ $offset }
date-range = من { $from } إلى { $to }
date-about = نحو { $date }

## إطار كل صفحة

skip = إلى المحتوى
skip-text = إلى النص
menu = القائمة
close = إغلاق
site-nav = الموقع
nav-articles = المقالات
nav-article = المقال
nav-claims = الادعاءات
nav-disputes = الخلافات
nav-sources = المصادر
nav-speakers = المتحدثون
nav-search = بحث
nav-method = المنهج
colours = الألوان
colours-auto = تلقائي
colours-light = فاتح
colours-dark = داكن
published-by = الناشر: { $publisher }.
status-not-person = تصف الحالة الأدلة المذكورة هنا، لا شخصًا.
meanings = معنى الحالات
meanings-rest = معنى الحالات الأخرى
suggest = اقترح تصحيحًا
missing = هذه الصفحة غير موجودة
missing-title = الصفحة غير موجودة
missing-why = قد يكون العنوان مكتوبًا خطأً، أو نُقلت الصفحة أو سُحبت.
to-front = إلى الصفحة الأولى
moved = نُقلت هذه الصفحة
moved-to = إلى مكانها الآن
draft = مسودة
embargo = تحت الحظر
to-confirm = بانتظار التأكيد

## الادعاءات أينما وردت

claim-n = الادعاء { $n }
claim-n-of = الادعاء { $n } من { $total }
claim-titled = الادعاء { $n }: { $words }
claim-is = الادعاء { $n }: { $status }
claim = ادعاء
claim-by = ادعاء { $who }
counter = ادعاء مضاد
counter-by = ادعاء مضاد من { $who }
own-voice = المقال نفسه
own-finding = ما توصل إليه المقال نفسه
own-finding-within = ما توصل إليه المقال نفسه
not-stated = لم يُذكر المتحدث
via = نقلًا عن
corrected = مُصحَّح
that-is = أي: { $states }
own-words = (كلماته هو)
said = { $status }: قيل ذلك
said-definition = يُثبت السجل أنه قيل. أما صحته فلا يُحكم عليها هنا.
denied-by = ينفيه { $who }
someone = متحدث لم يُذكر
article-itself = المقال نفسه
unnamed-in = أشخاص لم تُذكر أسماؤهم في { $publisher }

## المقال

annotated-article = مقال مشروح
by = بقلم { $author }
original = الأصل:
notes-by = الحواشي: { $who }.
evidence = حال الأدلة
evidence-whole = في المقال كله:
coverage-html = الادعاءات المعلَّمة: <b>{ $marked }</b>، القابلة للتحقق منها: <b>{ $checkable }</b>؛ لها مصدر: <b>{ $sourced }</b>، لها مصدر مستقل: <b>{ $independent }</b>، عليها ادعاء مضاد: <b>{ $countered }</b>
last-checked = آخر تحقق: { $date }.
coverage-checked = ؛ آخر تحقق: { $date }
says = الكلمات التي تحتها خط ادعاءات. ويفتح الرقم الذي يلي كلًّا منها ملاحظة: من يقول ذلك، ومن ينفيه، وبأي أدلة.
legend = ماذا تعني العلامات
filter = التصفية
filter-counts = تُحسب هنا ادعاءات المقال والادعاءات الواردة في مكان آخر.
show = اعرض هذه الادعاءات وحدها
show-all = كل الادعاءات ({ $n })
show-all-here = كل ادعاءات هذه الصفحة ({ $n })
show-but = الكل ما عدا «{ $status }»
no-marks = بلا علامات
shown-html = الظاهر من الادعاءات: <b class="tally"></b> من { $n }
show-next = التالي
show-every = الكل
keys = مفاتيح: n إلى الادعاء الظاهر التالي، وp إلى السابق
claims-here = الادعاءات في هذه الصفحة
sections = الأقسام
section-n = القسم { $n }
marked-claims = { $n ->
    [zero] لا ادعاءات معلَّمة
    [one] ادعاء معلَّم واحد
    [two] ادعاءان معلَّمان
    [few] { $n } ادعاءات معلَّمة
    [many] { $n } ادعاءً معلَّمًا
   *[other] { $n } ادعاء معلَّم
  }
endnotes = الادعاءات والمصادر
unanchored = ادعاءات عُدِّلت كلماتها
unanchored-article = كلمات هذه الادعاءات لم تعد في المقال كما جرى التحقق منها، فلا علامة لها أعلاه.
unanchored-why = كلمات هذه الادعاءات لم تعد في المقال كما جرى التحقق منها.
pictures = الصور
article-corrections = التصحيحات
correction-of = تصحيح، { $date }:
corrections = ما الذي تغيّر
last-visit = زيارتك الأخيرة:
title = العنوان
standfirst = المقدمة
note = حاشية
note-is = الحاشية { $n }: { $status }
full = كل الأدلة
back = عودة إلى النص
back-to = عودة إلى نص { $claim }
in-full = { $claim } كاملًا
footnote = الهامش { $n }
alert-note = ملاحظة
alert-tip = نصيحة
alert-important = مهم
alert-warning = تحذير
alert-caution = تنبيه
done = تم
not-done = لم يتم

## صفحة الادعاء

said-by = القائل:
said-against = ما قيل ضده
for-it = مصادر معه
how-status = كيف تُحدَّد الحالة
edited = معدَّل
edited-words = هذه الكلمات لم تعد في المقال كما جرى التحقق منها.
to-confirm-lost = كلمات هذا الادعاء بانتظار التأكيد: لم تعد في المقال كما كانت، أو وردت فيه أكثر من مرة. وحتى ذلك الحين لا علامة لها.
to-confirm-look = على أحدهم أن ينظر هل ما زال هذا الادعاء صحيحًا: تغيّرت كلماته أو جملته أو ما حولها.
before-correction = قبل التصحيح
the-claim = الادعاء
all-words = كل كلمات الادعاء
no-support = لا مصدر مذكورًا يؤيده أو يكرره.
against = أدلة ضده أو إلى جانبه
no-source = لم يُذكر له مصدر.
no-counter = لا ادعاء مضادًا ولا مصدر ضد هذا الادعاء مسجَّلًا هنا.
in-turn = ردود عليه بدوره
more-answers = { $n ->
    [zero] لا ردود أخرى
    [one] رد آخر
    [two] ردان آخران
    [few] { $n } ردود أخرى
    [many] { $n } ردًا آخر
   *[other] { $n } رد آخر
  }
why = لماذا هذه الحالة
why-rule = القاعدة: { $rule }
why-strong-for = تأييد قوي: { $names }.
why-strong-against = أدلة قوية ضده: { $names }.
why-word-against = هناك من يقول غير ذلك، ولا يدحضه هذا وحده: { $names }.
why-updated = تجاوزه ما ورد في: { $names }.
why-qualified = يقيِّده: { $names }.
why-unweighed = يقيِّده أو يحدِّثه بلا دليل مستقل: { $names }.
why-weak-for = تأييد من معنيين بالأمر أو ممن لم تُذكر أسماؤهم، وليس قويًا: { $names }.
why-weightless = لا يُحسب، لأنه يكرر الادعاء فقط أو هو كلام صاحبه: { $names }.
why-unseen = لا يُحسب بعد، لأن المقطع غير مذكور ولم يتحقق أحد من الادعاء: { $names }.
why-recheck = يقول الادعاء غير ما كان يقوله عند النظر في أدلته. وإلى أن ينظر فيها أحد من جديد يُعدّ الادعاء غير متحقَّق منه.
why-outdated = لا يُحسب حتى ذلك الحين: { $names }.
why-one-report = من هذه، تعود { $names } إلى تقرير واحد وتُحسب مرة واحدة.
why-claim = الادعاء { $n }
why-claim-elsewhere = الادعاء { $n } من «{ $article }»
why-counter = ادعاء مضاد
why-counter-by = الادعاء المضاد من { $who }
checked-on = آخر تحقق: { $date }.
checked-on-by = آخر تحقق: { $date }، أجراه { $who }.
changed-since-checked = منذ { $date } يقول الادعاء شيئًا آخر، ولم ينظر أحد في الأدلة من جديد.
reviewed-by = راجعه { $who }.
reviewed-on-by = راجعه { $who }، { $date }.
answers = ما يرد عليه
asked = طُلب منهم الرد
no-response = لا رد مسجَّلًا هنا.
later = أحداث لاحقة
remarks = ملاحظات
history = تاريخ هذا المدخل
read-in-article = اقرأه في المقال

## المصادر والمقاطع

source = مصدر
translation = الترجمة
at-passage = افتح عند المقطع
in-sentence = في جملته
passage-checked = قوبل مع { $copy }
passage-recorded = مسجَّل أنه قوبل مع { $copy }؛ ولم تكن النسخة في المتناول
passage-recorded-on = مسجَّل أنه قوبل مع { $copy }: { $date }؛ ولم تكن النسخة في المتناول
passage-unchecked = لم يُقابَل مع نسخة محفوظة
publisher = الناشر
author = المؤلف
words-of = كلمات
date = التاريخ
based-on = يستند إلى
access = الاطلاع
confidential = سري: يعرف المحررون المصدر؛ ولا يُنشر عنوانه ولا كلماته.
confidential-address = سري: يعرف المحررون المصدر؛ ولا يُنشر عنوانه.
confidential-words = سري: يعرف المحررون المصدر؛ ولا تُنشر كلماته.
confidential-known = سري: يعرف المحررون المصدر.
open-source = افتح المصدر
no-address = بلا عنوان: { $why }
archived = نسخة مؤرشفة
archived-of = نسخة مؤرشفة: { $date }
not-archived = لا نسخة مؤرشفة
stake = الصلة بالأمر
stake-is = الصلة بالأمر: { $stake }.
people = الأشخاص
unnamed = أشخاص لم تُذكر أسماؤهم
address = العنوان
kept-back = غير منشور
cited-words = الكلمات المستشهَد بها
address-none = لا يوجد: { $why }
address-checked = التحقق
saved = حفظه المحررون
saved-from = من عنوان آخر
file = الملف
accessed = آخر اطلاع
language = اللغة
retold = أُعيدت روايته أو نشره في
rest-on-it = الادعاءات التي تستند إليه
cited = { $n ->
    [zero] لم يُستشهد به.
    [one] استُشهد به مرة واحدة.
    [two] استُشهد به مرتين.
    [few] استُشهد به { $n } مرات.
   *[other] استُشهد به { $n } مرة.
  }
cited-alone = { $n ->
    [zero] لا ادعاء يستند إليه وحده.
    [one] هو المصدر الوحيد لادعاء واحد.
    [two] هو المصدر الوحيد لادعاءين.
    [few] هو المصدر الوحيد لـ{ $n } ادعاءات.
   *[other] هو المصدر الوحيد لـ{ $n } ادعاء.
  }
cited-for = { $n ->
    [zero] لم يُستشهد به
    [one] استُشهد به لادعاء واحد
    [two] استُشهد به لادعاءين
    [few] استُشهد به لـ{ $n } ادعاءات
   *[other] استُشهد به لـ{ $n } ادعاء
  }
only-source = المصدر الوحيد لهذا الادعاء.
no-claim-cites = لا ادعاء يستشهد به.
later-here = أحداث لاحقة مسجَّلة هنا

## القوائم

claims = الادعاءات
claims-in-article = ادعاءات في المقال
table = كل الادعاءات ومصادرها في جدول (CSV)
elsewhere = ادعاءات وردت في مكان آخر
disputes = الخلافات
disputes-lead = كل ادعاء إلى جانب ما قيل ضده. وللطرفين المساحة نفسها.
no-disputes = لا ادعاء هنا عليه ادعاء مضاد.
sources = المصادر
sources-lead = تسرد صفحة كل مصدر الادعاءات التي تستند إلى المصدر، وتلك التي يسجل حدثًا لاحقًا لها.
sources-by-claims = المصادر بحسب عدد الادعاءات
order = الترتيب
order-kind = بحسب النوع والناشر والتاريخ
order-claims = بحسب عدد الادعاءات
speaker = متحدث
speakers = المتحدثون
speakers-lead = من يقول ماذا، ومن يرد، وعلى من. لا تُعطى درجات للأشخاص.
own-page = صفحته
answered = وردت عليه ردود.
all-claims = كل الادعاءات
speaker-claims = ادعاءاته، ومن رد عليها
speaker-answers = ادعاءات غيره التي يرد عليها
speaker-reports = ادعاءات ينقلها
speaker-sources = مصادر تحفظ كلماته

## المنهج

method = المنهج
method-title = كيف تُقرأ العلامات
method-lead = تقول الحالة كيف هي اليوم الأدلة المذكورة على ادعاء. وهي تُستخلص من تلك الأدلة بالقواعد أدناه، ولا تُكتب باليد أبدًا.
statuses = الحالات وعلاماتها
statuses-lead = تصف الحالة الأدلة المذكورة لا شخصًا. ولكل حالة رمز وخط تحت الكلمات التي تعنيها. تُجرَّب القواعد بهذا الترتيب؛ وأول قاعدة تنطبق تعطي الحالة.
rule = القاعدة
weights = وزن الدليل
relations = ما يقوله المصدر عن الادعاء
counter-relations = ما يقوله الادعاء المضاد عن الادعاء
stakes = صلة المصدر بالأمر
tell-us = أخبرنا بالخطأ
tell-us-how = واذكر مصدرًا إن أمكن. يُسجَّل كل تغيير في الحالة في صفحة الادعاء.

## المفردات

status-opinion = رأي
    .definition = حكم أو قيمة أو توقع. عُلِّم كي لا يظنه أحد حقيقة مُتحقَّقًا منها.
    .rule = أعلن المحررون أن الادعاء رأي.
status-disputed = محل خلاف
    .definition = تشير الأدلة المذكورة إلى الجهتين، أو كلمة مقابل كلمة ولا شيء أقوى.
    .rule = أدلة قوية في الجهتين؛ أو لا أدلة قوية في أي منهما، وكلمة ضده.
status-contradicted = مُناقَض
    .definition = أدلة مستقلة تخالف الادعاء، ولا شيء مما نذكره يؤيده.
    .rule = أدلة قوية ضده، ولا تأييد قويًا.
status-outdated = تجاوزه الزمن
    .definition = كان للادعاء تأييد مستقل، وتجاوزته أحداث لاحقة.
    .rule = تأييد قوي، ومصدر مستقل يحدِّث الادعاء.
status-context = يحتاج إلى سياق
    .definition = أدلة مستقلة تقيِّد الادعاء بما ينبغي للقارئ أن يعرفه.
    .rule = مصدر مستقل يقيِّد الادعاء.
status-supported = مؤيَّد
    .definition = أدلة مستقلة تؤيد الادعاء، ولا شيء بالوزن نفسه ضده.
    .rule = تأييد قوي. وإن وُجدت كلمة ضده، أُضيف إلى التسمية من ينفيه.
status-unsourced = لا مصدر مستقلًا
    .definition = بحثنا ولم نجد مصدرًا مستقلًا. وليس ذلك دليلًا على أن الادعاء كاذب.
    .rule = لا تنطبق قاعدة أخرى، وقد جرى التحقق من الادعاء.
status-unchecked = لم يُتحقق منه بعد
    .definition = لم يتحقق أحد من الادعاء بعد. والعمل الذي لم يُنجز ليس نتيجة.
    .rule = لا تنطبق قاعدة أخرى.
relation-supports = يؤيد
    .definition = يقول المقطع الشيء نفسه، أو ما يلزم عنه الادعاء.
relation-contradicts = يناقض
    .definition = لا يمكن أن يصح المقطع والادعاء معًا.
relation-qualifies = يقيِّد
    .definition = يحدّ المقطع الادعاء: متى وأين ولمن وفي أي جزء يصح.
relation-updates = يحدِّث
    .definition = وقع شيء لاحقًا، فلو قيلت الكلمات اليوم لكانت كاذبة.
relation-repeats = يكرر
    .definition = يعيد المقطع قول الادعاء فحسب. لا يضيف دليلًا ولا وزن له.
counter-denies = ينفي
    .definition = كلمة ضد الادعاء. والنفي ليس دحضًا، ولا يُعرض كذلك أبدًا.
    .passive = ينفيه
counter-contradicts = يناقض
    .definition = لا يمكن أن يصح الادعاء والادعاء المضاد معًا. وزنه بقدر أدلته المستقلة.
    .passive = يناقضه
counter-qualifies = يقيِّد
    .definition = يحدّ الادعاءُ المضاد الادعاءَ. ولا وزن له إلا بدليل مستقل.
    .passive = يقيِّده
counter-updates = يحدِّث
    .definition = يروي الادعاء المضاد ما جرى بعد ذلك. ولا وزن له إلا بدليل مستقل.
    .passive = يحدِّثه
stake-claimant = كلام صاحب الادعاء
    .definition = يحفظ المصدر كلمات من قال الادعاء.
stake-party = كلام طرف معني بالأمر
    .definition = يحفظ المصدر كلمات متحدث آخر في الأمر.
stake-independent = مستقل
    .definition = لا يتحدث المصدر باسم أحد في الأمر.
weight-strong = قوي
    .definition = مصدر مستقل ذُكرت أسماء أصحابه. والادعاء المضاد دليل قوي إذا استشهد بمثله.
weight-word = كلمة ضده
    .definition = مناقضة من طرف أو ممن لم تُذكر أسماؤهم، وكل نفي.
weight-nothing = لا شيء
    .definition = كلمات صاحب الادعاء، والمصادر التي تكرره فقط، والمصادر التي لم ينظر فيها أحد. وما يقيِّد الادعاء أو يحدِّثه لا وزن له ما لم يكن مستقلًا.
kind-document = وثيقة
kind-report = تقرير
kind-dataset = بيانات
kind-letter = رسالة
kind-recording = تسجيل
kind-transcript = نص منقول
kind-statement = بيان
kind-social-post = منشور في وسائل التواصل
kind-correction = تصحيح
kind-news = خبر
kind-study = دراسة
kind-interview = مقابلة
kind-book = كتاب
kind-court-record = سجل محكمة
kind-image = صورة
kind-video = فيديو
kind-email = بريد إلكتروني
kind-web-page = صفحة ويب
access-open = مفتوح للجميع
access-paywalled = باشتراك
access-offline = ليس على الويب
access-confidential = سري
url-checked-page = قُرئت الكلمات المقتبسة في الصفحة على هذا العنوان، أو في نسخة مؤرشفة منها.
url-checked-link-only = شوهد العنوان رابطًا في مكان آخر؛ ولم تُقرأ الصفحة نفسها.
url-checked-none = لم يُتحقق من العنوان.
snapshot-full = نسخة محفوظة
snapshot-excerpt = مقتطف محفوظ

## البحث

search = بحث
search-no-script = يحتاج البحث إلى جافاسكربت، وهو متوقف هنا. أما القوائم الكاملة أدناه فتعمل من دونه.
search-field = عمّ تبحث؟
search-how = اكتب كلمة أو أكثر. يظهر لك ما يحوي كلماتك كلها، وكل كلمة تضيفها تجعل القائمة أقصر. لا يلزم أن تكمل الكلمة الأخيرة. السهم إلى أسفل ينقلك إلى النتائج، وEnter يفتح نتيجة، وEsc يتيح لك البدء من جديد.
search-more = عرض المزيد
search-key = مفاتيح: / يقود إلى هنا من كل صفحة، وn وp ينتقلان بين ادعاءات الصفحة
search-lists = القوائم الكاملة
claims-in = الادعاءات: { $title }
search-states = أي:
search-section = قسم
search-none = لا شيء يحوي هذه الكلمات كلها. جرّب كلمات أقل، أو بداية كلمة فقط.
search-count = النتائج:
search-part = قد يكون هناك المزيد. اكتب حرفًا آخر لتراه.
search-broken = تعذر تحميل البحث. أعد تحميل الصفحة.

## خرائط الحجج

contents = المحتويات
map = خريطة الحجج
map-lead = ما يؤيد كل ادعاء، وما قيل ضده، وما يرد على ذلك. ما هو مع الادعاء يأتي أولًا، ثم ما هو ضده أو إلى جانبه.
map-here = المصادر والردود نفسها التي في قوائم هذه الصفحة. كل مربع يؤدي إلى صفحته.
map-all = خرائط كل الادعاءات
map-drawn = الشيء نفسه في خرائط
map-bare = { $n ->
    [one] ادعاء واحد في المقال بلا مصدر ولا رد، فلا خريطة له.
   *[other] عدد ادعاءات المقال التي بلا مصدر ولا رد، فلا خرائط لها: { $n }.
}
map-none = لا ادعاء هنا يستشهد بمصدر أو عليه ادعاء مضاد.
map-answered = { $relation } هذا الادعاء
map-more = و{ $n } غيرها
map-page = الصفحة { $n }
map-pages = الخرائط

## قوائم من صفحات كثيرة، وتسلسل زمني، وتصحيحات

title-page = { $title }، الصفحة { $n }
title-part = { $title }، الصفحة { $n } من { $of }
range = من { $first } إلى { $last } من أصل { $total }
pages = الصفحات
page = الصفحة
page-before = الصفحة السابقة
page-after = الصفحة التالية
nav-timeline = التسلسل الزمني
nav-corrections = ما الذي تغيّر
nav-feed = الخلاصة (Atom)
foot-nav = عن هذا الموقع
on-page = في هذه الصفحة
timeline = التسلسل الزمني
timeline-lead = متى قيلت الادعاءات وما جرى بعد ذلك، ومتى نُشرت المصادر عند الطلب. كل تاريخ بدقة السجل.
years = السنوات
no-dates = لا شيء هنا له تاريخ.
undated = لا يظهر لأن تاريخه غير مذكور:
n-claims = { $n ->
    [zero] لا ادعاءات
    [one] ادعاء واحد
    [two] ادعاءان
    [few] { $n } ادعاءات
   *[other] { $n } ادعاء
  }
n-sources = { $n ->
    [zero] لا مصادر
    [one] مصدر واحد
    [two] مصدران
    [few] { $n } مصادر
   *[other] { $n } مصدر
  }
show-published = أظهر متى نُشرت المصادر
kind-other = مصادر أخرى
event-said = قيل ادعاء
event-published = نُشر مصدر
event-kind-published = نُشر: { $kind }
event-later = حدث لاحق
event-after = جاء بعد:
event-record = مسجَّل في:
corrections-lead = ما صُحِّح في المقال، وما تغيَّر في ادعاءاته، وما جرى بعد ذلك. الأحدث أولًا.
no-corrections = لم يُصحَّح شيء، ولا شيء لاحق مسجَّل.
all-corrections = كل ما تغيّر
no-date = لا تاريخ في السجل
change-article = صُحِّح المقال
change-wording = صُحِّح الادعاء
change-entry = تغيَّر المدخل
before = قبل
now = الآن
articles-lead = مقالات يؤدي فيها كل ادعاء معلَّم إلى مصادره وإلى ما قيل ضده.
no-articles = لم يُنشر أي مقال بعد.
corrected-on = صُحِّح: { $date }.

## القول والقول المقابل

only-denied = نُفي، لا أكثر: النفي كلمة ضد الادعاء، وليس دحضًا.
bare = لم يُذكر مصدر للنفي.
bare-recorded = المصدر الوحيد سجل لهذه الكلمات.
answers-to-this = { $n ->
    [zero] لا ردود على هذا
    [one] رد واحد على هذا
    [two] ردان على هذا
    [few] { $n } ردود على هذا
   *[other] { $n } رد على هذا
  }

## المنهج في أجزاء

leap-statuses = الحالات
leap-weights = الوزن
leap-rules = القواعد
leap-sources = المصادر
leap-counters = الادعاءات المضادة
leap-care = الكلمات
leap-counts = الأعداد
weighing = كيف يوزن
care = كيف تُصان الكلمات
counts = ما تعدّه الأعداد
counts-lead = الجملة عن حال الأدلة تعدّ ادعاءات مقال واحد. ولا يُجمع شيء لشخص.
sample = كلمات بهذه العلامة

## مفردات المنهج

rule-work = لا نتيجة بلا عمل
    .definition = لا يزن المصدر إلا إذا ذكر المحررون المقطع الذي يستند إليه، أو اليوم الذي تحققوا فيه من الادعاء. وإلا فهو مذكور ولا وزن له.
rule-recheck = ادعاء صار يقول شيئًا آخر
    .definition = إذا صار الادعاء يقول غير ما كان يقوله عند النظر في أدلته، فلا وزن لأي من تلك الأدلة ولا تُعرض خلاصته ولم يُتحقَّق منه بعد، إلى أن ينظر فيها أحد من جديد.
rule-stake = لمن الكلمات التي يحفظها المصدر
    .definition = إذا حفظ المصدر كلمات من قال الادعاء فهي كلام صاحب الادعاء ولا وزن لها. وإذا حفظ كلمات غيره فهي كلام طرف. وإلا فهو مستقل. وللمحررين أن يذكروا غير ذلك لاستشهاد بعينه.
rule-anonymous = أشخاص لم تُذكر أسماؤهم
    .definition = الدليل ممن لم تُذكر أسماؤهم ليس قويًا أبدًا. وإذا ناقض ادعاءً فهو كلمة ضده.
rule-one-report = التقرير الواحد يُحسب مرة واحدة
    .definition = المصادر التي تأخذ خبرها من مصدر واحد دليل واحد مهما كثرت. وتقول صفحة الادعاء أيها تلك.
rule-counter-strength = الادعاء المضاد بقوة أدلته
    .definition = الادعاء المضاد الذي يناقض ادعاءً دليل قوي ضده إذا استشهد بتأييد مستقل له من أشخاص ذُكرت أسماؤهم. وإلا فهو كلمة ضده. وما يقيِّد أو يحدِّث يزن بالشرط نفسه.
rule-one-level = خطوة واحدة لا أكثر
    .definition = لا يُنظر في ذلك إلا إلى المصادر التي يذكرها الادعاء المضاد نفسه، لا إلى ما يرد عليه. وما يرد عليه يُحكم عليه في صفحته.
rule-bears-back = الخلاف يؤثر في الجهتين
    .definition = إذا كان للادعاء تأييد قوي، فهو دليل قوي ضد كل ادعاء مضاد ينفيه أو يناقضه.
rule-denial = النفي ليس دحضًا
    .definition = النفي كلمة ضد الادعاء، أيًا كان قائله ومهما استشهد به. ولا يجعل الادعاء مُناقَضًا؛ وإذا كان للادعاء تأييد قوي أضافت تسميته من ينفيه.
rule-said = هل قيل
    .definition = في بعض الادعاءات لا يُحكم إلا على أن المتحدث قالها. فيكون سجل الكلمات كمصدر مستقل أيًا كان حافظه، ولا وزن للردود على المضمون. وتضيف التسمية عندئذ: قيل ذلك.
rule-declared = لا أحد يضع حالة
    .definition = تنتج الحالة عن الأدلة المذكورة. وإذا كتب المحررون غيرها لم يُبنَ الموقع.
care-anchored = العلامات
    .definition = العلامة على كلمات المقال نفسها التي جرى التحقق منها. وإذا عُدِّلت هذه الكلمات، أو ما تقوله الجملة حولها، رُفعت العلامة حتى يؤكدها أحد، وقالت صفحة الادعاء ذلك.
care-saved-copy = قوبل مع نسخة محفوظة
    .definition = بُحث عن المقطع في نسخة من المصدر حفظها المحررون، وهو فيها كلمة بكلمة. ولا تُنشر النسخة.
care-saved-excerpt = قوبل مع مقتطف محفوظ
    .definition = كذلك، حين لم يحفظ المحررون إلا جزءًا من المصدر.
care-on-record = مسجَّل أنه قوبل
    .definition = لم تكن النسخة في المتناول حين أُعدَّت هذه الصفحات. أما أن المقطع وُجد فيها، ومتى، فهو ما يقوله سجل المحررين؛ ولم يُنظر فيها من جديد.
care-not-looked-up = لم يُقابَل مع نسخة محفوظة
    .definition = لم يحفظ المحررون نسخة من المصدر يُبحث فيها عن المقطع. وقد يكونون قرؤوه هناك.
care-reworded = مُصحَّح
    .definition = تغيَّرت كلمات الادعاء بعد نشره أول مرة. وتعرض صفحته الكلمات السابقة.
count-marked = الادعاءات المعلَّمة
    .definition = الادعاءات المعلَّمة في المقال. ولا تُعدّ الردود الواردة في مكان آخر.
count-checkable = القابلة للتحقق منها
    .definition = كلها عدا الآراء.
count-sourced = لها مصدر
    .definition = ادعاءات قابلة للتحقق تستشهد بمصدر يفعل أكثر من تكرارها، معها كان أو ضدها.
count-independent = لها مصدر مستقل
    .definition = ادعاءات قابلة للتحقق أحد مصادرها هذه مستقل.
count-countered = عليها ادعاء مضاد
    .definition = ادعاءات قابلة للتحقق يرد عليها أحد.

## المشاركة

copy-link = نسخ الرابط
copied = نُسخ
copy-words = الكلمات في المقال
cite = الاستشهاد بهذا المقال
cite-it = الاستشهاد
cite-this-claim = الاستشهاد بهذا الادعاء
cite-claim = { $status }: { $words }
cite-in = في: { $article }
cite-changed = آخر تغيير: { $date }
cite-archived = نسخة مؤرشفة من الأصل: { $address }
cite-copy = نسخ الجملة
embed = تضمين هذا المقال
embed-this-claim = تضمين هذا الادعاء
embed-plain = انسخ هذا إلى صفحة من صفحاتك. لا يحتاج إلى برنامج نصي.
embed-fitted = الشيء نفسه مع برنامج نصي يضبط الارتفاع:
embed-copy = نسخ الشيفرة
embed-copy-fitted = نسخ الشيفرة مع البرنامج النصي
embed-look = انظر ما يظهر
embed-none = لا شيفرة للنسخ، لأن العنوان الكامل لهذا الموقع غير محدَّد.
embed-frame-claim = ادعاء وأدلته: { $words }
embed-frame-article = ادعاءات مقال وأدلتها: { $article }
embed-all-claims = { $n ->
    [zero] لا ادعاءات
    [one] الادعاء الوحيد
    [two] كلا الادعاءين
    [few] كل الادعاءات الـ{ $n }
   *[other] كل الادعاءات، وعددها { $n }
  }
embed-more-sources = { $n ->
    [zero] لا مصادر أخرى
    [one] مصدر آخر
    [two] مصدران آخران
    [few] { $n } مصادر أخرى
    [many] { $n } مصدرًا آخر
   *[other] { $n } مصدر آخر
  }
share-coverage = الادعاءات المعلَّمة: { $marked }، القابلة للتحقق منها: { $checkable }؛ لها مصدر: { $sourced }، لها مصدر مستقل: { $independent }، عليها ادعاء مضاد: { $countered }.
share-quoted = «{ $words }»
share-said = على لسان { $who }: { $words }
share-source = { $source }: ما يُعرف عن هذا المصدر، والادعاءات التي تستند إليه.
share-speaker = { $speaker }: ادعاءات هذا المتحدث، ومن ردّ عليها.
share-correction = تصحيح: { $article }
share-map = ما يؤيد كل ادعاء، وما قيل ضده، وما يردّ على ذلك.
share-sources = كل المصادر بحسب النوع والناشر، مع الادعاءات التي تستند إليها.
share-sources-by-claims = كل المصادر بحسب عدد الادعاءات التي تستند إليها.
share-search = البحث عن الادعاءات والمصادر والمتحدثين والمقالات بكلماتها.
share-method = تقول الحالة كيف هي اليوم الأدلة المذكورة على ادعاء. وهي تُستخلص من تلك الأدلة بقواعد، ولا تُكتب باليد أبدًا.
share-moved = ما كان هنا صار له الآن عنوان آخر.
