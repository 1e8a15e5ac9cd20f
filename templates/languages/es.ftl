### Las palabras de las propias páginas, en español.

## Listas y fechas

list-comma = { ", " }
list-semicolon = { "; " }
list-colon = { ": " }
list-and = y
list-pair = { $first } y { $last }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
date-month = { $month } de { $year }
date-day = { $day } de { $month } de { $year }
date-time = { $date }, { $time }
time-zone = { $time } UTC{ $offset }
date-range = { $from } a { $to }
date-about = hacia { $date }

## El marco de cada página

skip = Ir al contenido
skip-text = Ir al texto
menu = Menú
close = Cerrar
site-nav = Sitio
nav-articles = Artículos
nav-article = Artículo
nav-claims = Afirmaciones
nav-disputes = Disputas
nav-sources = Fuentes
nav-speakers = Voces
nav-search = Buscar
nav-method = Método
colours = Colores
colours-auto = Automático
colours-light = Claro
colours-dark = Oscuro
published-by = Publica: { $publisher }.
status-not-person = Un estado describe las pruebas aquí citadas, no a una persona.
meanings = Qué significan los estados
meanings-rest = Qué significan los demás estados
suggest = Proponer una corrección
missing = Esta página no existe
missing-title = Página no encontrada
missing-why = Puede que la dirección esté mal escrita, o que la página se haya movido o retirado.
to-front = Ir a la portada
moved = Esta página se ha movido
moved-to = Ir a su nueva dirección
draft = Borrador
embargo = Bajo embargo
to-confirm = Por confirmar

## Afirmaciones, dondequiera que estén

claim-n = Afirmación { $n }
claim-n-of = Afirmación { $n } de { $total }
claim-titled = Afirmación { $n }: { $words }
claim-is = Afirmación { $n }: { $status }
claim = Afirmación
claim-by = Afirmación de { $who }
counter = Contraafirmación
counter-by = Contraafirmación de { $who }
own-voice = El propio artículo
own-finding = Hallazgo propio del artículo
own-finding-within = el hallazgo propio del artículo
not-stated = No consta quién lo dice
via = según
corrected = Corregida
that-is = Es decir: { $states }
own-words = (palabras propias)
said = { $status }: se dijo
said-definition = Consta que se dijo. Aquí no se juzga si es así.
denied-by = lo niega { $who }
someone = alguien cuyo nombre no consta
article-itself = el propio artículo
unnamed-in = personas sin nombre en { $publisher }

## El artículo

annotated-article = Artículo anotado
by = Por { $author }
original = Original:
notes-by = Notas de { $who }.
evidence = Cómo están las pruebas
evidence-whole = En todo el artículo:
coverage-html = <b>{ $marked }</b> { $marked ->
    [one] afirmación señalada
   *[other] afirmaciones señaladas
  }, <b>{ $checkable }</b> { $checkable ->
    [one] que se puede comprobar
   *[other] que se pueden comprobar
  }: <b>{ $sourced }</b> con una fuente, <b>{ $independent }</b> con una fuente independiente, <b>{ $countered }</b> con una contraafirmación
last-checked = Última comprobación: { $date }.
coverage-checked = ; última comprobación: { $date }
says = Las palabras subrayadas son afirmaciones. El número que sigue a cada una abre una nota: quién lo dice, quién lo niega y con qué pruebas.
legend = Qué significan las marcas
filter = Filtro
filter-counts = Aquí se cuentan las afirmaciones del artículo y las hechas en otro lugar.
show = Mostrar solo estas afirmaciones
show-all = { $n ->
    [one] La única afirmación
   *[other] Las { $n } afirmaciones
  }
show-all-here = { $n ->
    [one] La única afirmación de esta página
   *[other] Las { $n } afirmaciones de esta página
  }
show-but = Todas menos «{ $status }»
no-marks = Sin marcas
shown-html = Se { $n ->
    [one] ve <b class="tally"></b> de { $n } afirmación
   *[other] ven <b class="tally"></b> de { $n } afirmaciones
  }
show-next = Siguiente
show-every = Todas
keys = Teclas: n siguiente afirmación visible, p anterior
claims-here = Afirmaciones de esta página
sections = Secciones
section-n = Sección { $n }
marked-claims = { $n ->
    [one] { $n } afirmación señalada
   *[other] { $n } afirmaciones señaladas
  }
endnotes = Afirmaciones y fuentes
unanchored = Afirmaciones cuyas palabras se editaron
unanchored-article = Las palabras de estas afirmaciones ya no están en el artículo tal como se comprobaron, así que arriba no se señala nada para ellas.
unanchored-why = Las palabras de estas afirmaciones ya no están en el artículo tal como se comprobaron.
pictures = Imágenes
article-corrections = Correcciones
correction-of = Corrección, { $date }:
corrections = Qué cambió
last-visit = Su última visita:
title = Título
standfirst = Introducción
note = Nota
note-is = Nota { $n }: { $status }
full = Todas las pruebas
back = Volver al texto
back-to = Volver al texto de la { $claim }
in-full = { $claim }, completa
footnote = Nota al pie { $n }
alert-note = Nota
alert-tip = Consejo
alert-important = Importante
alert-warning = Advertencia
alert-caution = Precaución
done = Hecho
not-done = Por hacer

## La página de una afirmación

said-by = Lo dice
said-against = Lo que se dice en contra
for-it = Fuentes a favor
how-status = Cómo se decide un estado
edited = Editada
edited-words = Estas palabras ya no están en el artículo tal como se comprobaron.
to-confirm-lost = Las palabras de esta afirmación están por confirmar: ya no están en el artículo como estaban, o aparecen en él más de una vez. Hasta entonces no se señala nada para ellas.
to-confirm-look = Alguien tiene que ver si esta afirmación aún vale: cambiaron sus palabras, su frase o lo que hay alrededor.
before-correction = Antes de la corrección
the-claim = La afirmación
all-words = Todas las palabras de la afirmación
no-support = Ninguna fuente citada la respalda ni la repite.
against = Pruebas en contra o al margen
no-source = No se cita ninguna fuente para ella.
no-counter = Aquí no consta ninguna contraafirmación ni fuente contra esta afirmación.
in-turn = Respuestas a su vez
more-answers = { $n ->
    [one] { $n } respuesta más
   *[other] { $n } respuestas más
  }
why = Por qué este estado
why-rule = La regla: { $rule }
why-strong-for = Respaldo fuerte: { $names }.
why-strong-against = Pruebas fuertes en contra: { $names }.
why-word-against = Alguien dice otra cosa, lo que por sí solo no prueba nada en contra: { $names }.
why-updated = La supera lo que cuenta: { $names }.
why-qualified = Matizada por: { $names }.
why-unweighed = La matiza o actualiza sin pruebas independientes: { $names }.
why-weak-for = Respaldo de personas implicadas o sin nombre, que no es fuerte: { $names }.
why-weightless = No cuenta, porque solo repite la afirmación o procede de quien la hizo: { $names }.
why-unseen = Todavía no cuenta, porque no se da el pasaje y nadie ha comprobado la afirmación: { $names }.
why-recheck = La afirmación dice otra cosa que cuando se miraron las pruebas. Hasta que alguien vuelva a mirarlas, la afirmación cuenta como no comprobada.
why-outdated = Hasta entonces no cuenta: { $names }.
why-one-report = De estas, { $names } proceden de una misma información y cuentan una vez.
why-claim = la afirmación { $n }
why-claim-elsewhere = la afirmación { $n } de «{ $article }»
why-counter = una contraafirmación
why-counter-by = la contraafirmación de { $who }
checked-on = Última comprobación: { $date }.
checked-on-by = Última comprobación: { $date }, por { $who }.
changed-since-checked = Desde el { $date } la afirmación dice otra cosa, y nadie ha vuelto a mirar las pruebas.
reviewed-by = Revisada por { $who }.
reviewed-on-by = Revisada el { $date } por { $who }.
answers = A qué responde
asked = Se pidió una respuesta
no-response = Aquí no consta ninguna respuesta.
later = Hechos posteriores
remarks = Observaciones
history = Historia de esta entrada
read-in-article = Leerla en el artículo

## Fuentes y pasajes

source = Fuente
translation = Traducción
at-passage = Abrir en el pasaje
in-sentence = En su frase
passage-checked = Cotejado con { $copy }
passage-recorded = Consta como cotejado con { $copy }; la copia no estaba a mano
passage-recorded-on = Consta como cotejado con { $copy }: { $date }; la copia no estaba a mano
passage-unchecked = No cotejado con una copia guardada
publisher = Publicado por
author = Autoría
words-of = Palabras de
date = Fecha
based-on = Basado en
access = Acceso
confidential = Confidencial: la redacción conoce la fuente; no se publican ni su dirección ni sus palabras.
confidential-address = Confidencial: la redacción conoce la fuente; no se publica su dirección.
confidential-words = Confidencial: la redacción conoce la fuente; no se publican sus palabras.
confidential-known = Confidencial: la redacción conoce la fuente.
open-source = Abrir la fuente
no-address = Sin dirección: { $why }
archived = Copia archivada
archived-of = Copia archivada: { $date }
not-archived = Sin copia archivada
stake = Relación con el asunto
stake-is = Relación con el asunto: { $stake }.
people = Personas
unnamed = Personas sin nombre
address = Dirección
kept-back = No se publica
cited-words = Palabras citadas
address-none = Ninguna: { $why }
address-checked = Comprobada
saved = Guardada por la redacción
saved-from = desde otra dirección
file = Archivo
accessed = Última consulta
language = Idioma
retold = Contado o reproducido en
rest-on-it = Afirmaciones que se apoyan en ella
cited = { $n ->
    [one] Citada una vez.
   *[other] Citada { $n } veces.
  }
cited-alone = { $n ->
    [0] Ninguna afirmación se apoya solo en ella.
    [one] Es la única fuente de { $n } afirmación.
   *[other] Es la única fuente de { $n } afirmaciones.
  }
cited-for = { $n ->
    [0] ninguna afirmación la cita
    [one] citada para { $n } afirmación
   *[other] citada para { $n } afirmaciones
  }
only-source = La única fuente de esta afirmación.
no-claim-cites = Ninguna afirmación la cita.
later-here = Hechos posteriores que constan aquí

## Listas

claims = Afirmaciones
claims-in-article = Afirmaciones del artículo
table = Todas las afirmaciones y sus fuentes como tabla (CSV)
elsewhere = Afirmaciones hechas en otro lugar
disputes = Disputas
disputes-lead = Cada afirmación junto a lo que se dijo en contra. Las dos partes tienen el mismo espacio.
no-disputes = Aquí ninguna afirmación tiene contraafirmación.
sources = Fuentes
sources-lead = La página de cada una enumera las afirmaciones que se apoyan en la fuente y aquellas con un hecho posterior que ella recoge.
sources-by-claims = Fuentes por número de afirmaciones
order = Orden
order-kind = Por tipo, editor y fecha
order-claims = Por número de afirmaciones
speaker = Voz
speakers = Voces
speakers-lead = Quién dice qué, quién responde y a quién. A las personas no se las puntúa.
own-page = Página propia
answered = Ha recibido respuesta.
all-claims = Todas las afirmaciones
speaker-claims = Afirmaciones, y quién respondió
speaker-answers = Afirmaciones ajenas a las que responde
speaker-reports = Afirmaciones que transmite
speaker-sources = Fuentes que guardan sus palabras

## Método

method = Método
method-title = Cómo leer las marcas
method-lead = Un estado dice cómo están hoy las pruebas citadas sobre una afirmación. Se deduce de esas pruebas con las reglas siguientes; nunca se escribe a mano.
statuses = Estados y sus marcas
statuses-lead = Un estado describe las pruebas citadas, no a una persona. Cada uno tiene un signo y una línea bajo las palabras de las que trata. Las reglas se prueban en este orden; la primera que se cumple da el estado.
rule = Regla
weights = Cuánto cuenta una prueba
relations = Qué dice una fuente de una afirmación
counter-relations = Qué dice una contraafirmación de una afirmación
stakes = Qué relación tiene una fuente con el asunto
tell-us = Díganos qué está mal
tell-us-how = Si puede, indique una fuente. Todo cambio de estado se anota en la página de la afirmación.

## Vocabulario

status-opinion = Opinión
    .definition = Un juicio, un valor o un pronóstico. Se señala para que nadie lo tome por un hecho comprobado.
    .rule = La redacción declaró que la afirmación es una opinión.
status-disputed = En disputa
    .definition = Las pruebas citadas apuntan en ambos sentidos, o hay palabra contra palabra y nada más fuerte.
    .rule = Pruebas fuertes en ambos lados; o en ninguno, y una palabra en contra.
status-contradicted = Contradicha
    .definition = Pruebas independientes van contra la afirmación, y ninguna de las que citamos la respalda.
    .rule = Pruebas fuertes en contra, y ningún respaldo fuerte.
status-outdated = Superada
    .definition = La afirmación tenía respaldo independiente, y hechos posteriores la han superado.
    .rule = Respaldo fuerte, y una fuente independiente sobre lo que vino después.
status-context = Falta contexto
    .definition = Pruebas independientes limitan la afirmación de un modo que conviene saber al leerla.
    .rule = Una fuente independiente matiza la afirmación.
status-supported = Respaldada
    .definition = Pruebas independientes respaldan la afirmación, y nada del mismo peso va en contra.
    .rule = Respaldo fuerte. Si hay una palabra en contra, la etiqueta añade quién lo niega.
status-unsourced = Sin fuente independiente
    .definition = Buscamos y no hallamos ninguna fuente independiente. Eso no prueba que la afirmación sea falsa.
    .rule = No se cumple ninguna otra regla, y la afirmación se ha comprobado.
status-unchecked = Aún sin comprobar
    .definition = Nadie ha comprobado todavía la afirmación. Un trabajo sin hacer no es un resultado.
    .rule = No se cumple ninguna otra regla.
relation-supports = Respalda
    .definition = El pasaje dice lo mismo, o algo de lo que la afirmación se sigue.
relation-contradicts = Contradice
    .definition = El pasaje y la afirmación no pueden ser ciertos a la vez.
relation-qualifies = Matiza
    .definition = El pasaje limita la afirmación: cuándo, dónde, para quién o en qué parte vale.
relation-updates = Actualiza
    .definition = Ha ocurrido algo posterior, de modo que las palabras, dichas hoy, serían falsas.
relation-repeats = Repite
    .definition = El pasaje solo vuelve a decir la afirmación. No añade pruebas y no pesa nada.
counter-denies = Niega
    .definition = Una palabra contra la afirmación. Negar no es refutar, y nunca se presenta así.
    .passive = Lo niega
counter-contradicts = Contradice
    .definition = La contraafirmación y la afirmación no pueden ser ciertas a la vez. Pesa tanto como sus propias pruebas independientes.
    .passive = Lo contradice
counter-qualifies = Matiza
    .definition = La contraafirmación limita la afirmación. Pesa solo si tiene pruebas independientes.
    .passive = Lo matiza
counter-updates = Actualiza
    .definition = La contraafirmación cuenta lo que vino después. Pesa solo si tiene pruebas independientes.
    .passive = Lo actualiza
stake-claimant = Palabras de quien lo afirma
    .definition = La fuente guarda las palabras de quien hizo la afirmación.
stake-party = Palabras de alguien implicado
    .definition = La fuente guarda las palabras de otra voz en el asunto.
stake-independent = Independiente
    .definition = La fuente no habla por nadie en el asunto.
weight-strong = Fuerte
    .definition = Una fuente independiente cuyas personas tienen nombre. Una contraafirmación es prueba fuerte si cita una.
weight-word = Una palabra en contra
    .definition = Lo que contradicen personas implicadas o sin nombre, y toda negación.
weight-nothing = Nada
    .definition = Las palabras de quien hizo la afirmación, las fuentes que solo la repiten y las que nadie ha mirado. Lo que matiza o actualiza una afirmación no pesa nada si no es independiente.
kind-document = Documento
kind-report = Informe
kind-dataset = Conjunto de datos
kind-letter = Carta
kind-recording = Grabación
kind-transcript = Transcripción
kind-statement = Declaración
kind-social-post = Mensaje en redes sociales
kind-correction = Corrección
kind-news = Noticia
kind-study = Estudio
kind-interview = Entrevista
kind-book = Libro
kind-court-record = Acta judicial
kind-image = Imagen
kind-video = Vídeo
kind-email = Correo electrónico
kind-web-page = Página web
access-open = Abierto a todos
access-paywalled = De pago
access-offline = No está en la web
access-confidential = Confidencial
url-checked-page = Las palabras citadas se leyeron en la página de esta dirección, o en una copia archivada de ella.
url-checked-link-only = La dirección se vio como enlace en otro lugar; la página misma no se leyó.
url-checked-none = La dirección no se comprobó.
snapshot-full = una copia guardada
snapshot-excerpt = un extracto guardado

## Buscar

search = Buscar
search-no-script = La búsqueda necesita JavaScript, que aquí está desactivado. Las listas completas de abajo funcionan sin él.
search-field = ¿Qué busca?
search-how = Escriba una o varias palabras. Aparece lo que las contiene todas: con cada palabra más, la lista se acorta. La última no hace falta terminarla. La flecha hacia abajo lleva a los resultados, Intro abre uno y Esc permite empezar de nuevo.
search-more = Mostrar más
search-key = Teclas: / lleva aquí desde cualquier página; n y p recorren las afirmaciones de una página
search-lists = Listas completas
claims-in = Afirmaciones: { $title }
search-states = Es decir:
search-section = Sección
search-none = Nada contiene todas estas palabras. Pruebe con menos palabras, o solo con el comienzo de una.
search-count = Resultados:
search-part = Puede haber más. Escriba otra letra para verlo.
search-broken = No se pudo cargar la búsqueda. Vuelva a cargar la página.

## Mapas del argumento

contents = Contenido
map = Mapa del argumento
map-lead = Qué respalda cada afirmación, qué se dijo en contra y qué lo responde. Primero va lo que está a favor; después, lo que está en contra o al lado.
map-here = Las mismas fuentes y respuestas que en las listas de esta página. Cada recuadro lleva a su página.
map-all = Mapas de todas las afirmaciones
map-drawn = Lo mismo en mapas
map-bare = { $n ->
    [one] { $n } afirmación del artículo no tiene fuente ni respuesta, y por eso no tiene mapa.
   *[other] { $n } afirmaciones del artículo no tienen fuente ni respuesta, y por eso no tienen mapa.
}
map-none = Aquí ninguna afirmación cita una fuente ni tiene contraafirmación.
map-answered = { $relation } esta afirmación
map-more = { $n } más
map-page = Página { $n }
map-pages = Mapas

## Listas de muchas páginas, cronología, correcciones

title-page = { $title }, página { $n }
title-part = { $title }, página { $n } de { $of }
range = { $first } a { $last } de { $total }
pages = Páginas
page = Página
page-before = Página anterior
page-after = Página siguiente
nav-timeline = Cronología
nav-corrections = Qué cambió
nav-feed = Suscripción (Atom)
foot-nav = Sobre este sitio
on-page = En esta página
timeline = Cronología
timeline-lead = Cuándo se hicieron las afirmaciones y qué vino después; cuándo se publicaron las fuentes, si se pide. Cada fecha es tan exacta como consta.
years = Años
no-dates = Nada de lo que hay aquí tiene fecha.
undated = No se muestra, porque no consta la fecha:
n-claims = { $n ->
    [one] { $n } afirmación
   *[other] { $n } afirmaciones
  }
n-sources = { $n ->
    [one] { $n } fuente
   *[other] { $n } fuentes
  }
show-published = Mostrar cuándo se publicaron las fuentes
kind-other = Otras fuentes
event-said = Afirmación
event-published = Fuente publicada
event-kind-published = { $kind }: publicación
event-later = Hecho posterior
event-after = Vino después de:
event-record = Consta en:
corrections-lead = Qué se corrigió en el artículo, qué cambió en sus afirmaciones y qué ocurrió después. Lo más reciente va primero.
no-corrections = No se corrigió nada ni consta nada posterior.
all-corrections = Todo lo que cambió
no-date = No consta la fecha
change-article = Artículo corregido
change-wording = Afirmación corregida
change-entry = Entrada cambiada
before = Antes
now = Ahora
articles-lead = Artículos en los que cada afirmación señalada lleva a sus fuentes y a lo que se dijo en contra.
no-articles = Aún no se ha publicado ningún artículo.
corrected-on = Corregido: { $date }.

## Punto y contrapunto

only-denied = Se ha negado, y nada más: negar es una palabra contra la afirmación, no una refutación.
bare = No se cita ninguna fuente.
bare-recorded = La única fuente es un registro de estas palabras.
answers-to-this = { $n ->
    [one] { $n } respuesta a esto
   *[other] { $n } respuestas a esto
  }

## Método, por partes

leap-statuses = Estados y sus marcas
leap-weights = Peso
leap-rules = Reglas
leap-sources = Fuentes
leap-counters = Contraafirmaciones
leap-care = Palabras
leap-counts = Números
weighing = Cómo se pesa
care = Cómo se guarda la fidelidad de las palabras
counts = Qué cuentan los números
counts-lead = La frase sobre el estado de las pruebas cuenta las afirmaciones de un artículo. Nada se suma para una persona.
sample = palabras así señaladas

## Vocabulario del método

rule-work = Sin trabajo no hay resultado
    .definition = Una fuente solo pesa si la redacción da el pasaje en que se apoya, o el día en que comprobó la afirmación. Si no, figura en la lista y no pesa nada.
rule-recheck = Una afirmación que dice otra cosa
    .definition = Si una afirmación dice otra cosa que cuando se miraron las pruebas, ninguna de esas pruebas pesa, no se muestra su conclusión y la afirmación no está comprobada, hasta que alguien vuelva a mirarlas.
rule-stake = De quién son las palabras que guarda una fuente
    .definition = Si una fuente guarda las palabras de quien hizo la afirmación, son de quien afirma y no pesan nada. Si guarda las de otra persona, son palabras de alguien implicado. En los demás casos es independiente. La redacción puede indicar otra cosa para una cita concreta.
rule-anonymous = Personas sin nombre
    .definition = Las pruebas de personas sin nombre nunca son fuertes. Si contradicen una afirmación, son una palabra en contra.
rule-one-report = Una misma información cuenta una vez
    .definition = Las fuentes que toman su información de la misma fuente son una sola prueba, por muchas que sean. La página de la afirmación dice cuáles son.
rule-counter-strength = Una contraafirmación es tan fuerte como sus pruebas
    .definition = Una contraafirmación que contradice es prueba fuerte en contra si cita respaldo independiente propio, de personas con nombre. Si no, es una palabra en contra. La que matiza o actualiza pesa con la misma condición.
rule-one-level = Un paso, y no más
    .definition = Para eso se miran solo las fuentes que cita la propia contraafirmación, no lo que la responde a su vez. Lo que la responde se juzga en su propia página.
rule-bears-back = Una disputa pesa en ambos lados
    .definition = Si una afirmación tiene respaldo fuerte, este es prueba fuerte contra toda contraafirmación que la niegue o la contradiga.
rule-denial = Negar no es refutar
    .definition = Una negación es una palabra contra la afirmación, la haga quien la haga y cite lo que cite. No hace que una afirmación quede contradicha; si la afirmación tiene respaldo fuerte, su etiqueta añade quién la niega.
rule-said = Si se dijo
    .definition = De algunas afirmaciones se juzga solo si se dijeron. Ahí el registro de las palabras vale como una fuente independiente, lo guarde quien lo guarde, y las respuestas al contenido no pesan. La etiqueta añade entonces: se dijo.
rule-declared = Nadie fija un estado
    .definition = Un estado se sigue de las pruebas citadas. Si la redacción escribe otro, el sitio no se construye.
care-anchored = Marcas
    .definition = Una marca está sobre las palabras exactas del artículo que se comprobaron. Si se editaron esas palabras, o lo que dice la frase que las rodea, la marca se retira hasta que alguien la confirme, y la página de la afirmación lo dice.
care-saved-copy = Cotejado con una copia guardada
    .definition = El pasaje se buscó en una copia de la fuente guardada por la redacción, y está en ella palabra por palabra. La copia no se publica.
care-saved-excerpt = Cotejado con un extracto guardado
    .definition = Lo mismo, cuando la redacción guardó solo una parte de la fuente.
care-on-record = Consta como cotejado
    .definition = La copia no estaba a mano cuando se hicieron estas páginas. Que el pasaje se halló en ella, y cuándo, es lo que dice el registro de la redacción; no se volvió a mirar.
care-not-looked-up = No cotejado con una copia guardada
    .definition = La redacción no guardó ninguna copia de la fuente en la que buscar el pasaje. Puede que lo leyera allí.
care-reworded = Corregida
    .definition = Las palabras de la afirmación cambiaron después de publicarse por primera vez. Su página muestra las anteriores.
count-marked = Afirmaciones señaladas
    .definition = Afirmaciones señaladas en el artículo. No se cuentan las respuestas hechas en otro lugar.
count-checkable = Que se pueden comprobar
    .definition = Todas ellas menos las opiniones.
count-sourced = Con una fuente
    .definition = Afirmaciones que se pueden comprobar y citan una fuente que hace más que repetirlas, sea a favor o en contra.
count-independent = Con una fuente independiente
    .definition = Afirmaciones que se pueden comprobar de las que una de esas fuentes es independiente.
count-countered = Con una contraafirmación
    .definition = Afirmaciones que se pueden comprobar y a las que alguien responde.

## Compartir

copy-link = Copiar enlace
copied = Copiado
copy-words = las palabras en el artículo
cite = Citar este artículo
cite-it = Citar
cite-this-claim = Citar esta afirmación
cite-claim = { $status }: { $words }
cite-in = En: { $article }
cite-changed = Último cambio: { $date }
cite-archived = Copia archivada del original: { $address }
cite-copy = Copiar la frase
embed = Insertar este artículo
embed-this-claim = Insertar esta afirmación
embed-plain = Copie esto en una página suya. No necesita scripts.
embed-fitted = Lo mismo, con un script que ajusta la altura:
embed-copy = Copiar el código
embed-copy-fitted = Copiar el código con el script
embed-look = Ver lo que muestra
embed-none = No hay código que copiar, porque no se ha indicado la dirección completa de este sitio.
embed-frame-claim = Una afirmación y sus pruebas: { $words }
embed-frame-article = Las afirmaciones de un artículo y sus pruebas: { $article }
embed-all-claims = Las { $n } afirmaciones
embed-more-sources = { $n ->
    [one] { $n } fuente más
   *[other] { $n } fuentes más
  }
share-coverage = { $marked ->
    [one] { $marked } afirmación señalada
   *[other] { $marked } afirmaciones señaladas
  }, { $checkable } { $checkable ->
    [one] que se puede comprobar
   *[other] que se pueden comprobar
  }: { $sourced } con una fuente, { $independent } con una fuente independiente, { $countered } con una contraafirmación.
share-quoted = «{ $words }»
share-said = Según { $who }: { $words }
share-source = { $source }: lo que se sabe de esta fuente y las afirmaciones que se apoyan en ella.
share-speaker = { $speaker }: lo que afirma y quién le responde.
share-correction = Corrección: { $article }
share-map = Qué respalda cada afirmación, qué se dice en contra y qué responde a eso.
share-sources = Todas las fuentes por tipo y editor, con las afirmaciones que se apoyan en ellas.
share-sources-by-claims = Todas las fuentes por el número de afirmaciones que se apoyan en ellas.
share-search = Buscar afirmaciones, fuentes, voces y artículos por sus palabras.
share-method = Un estado dice cómo están hoy las pruebas citadas sobre una afirmación. Se deduce de esas pruebas con reglas; nunca se escribe a mano.
share-moved = Lo que estaba aquí tiene ahora otra dirección.
