//! Sentences that were made up without a look at the lists of turning words: half of the passages in `[...]` are
//! cut off from something that turns them, the other half from nothing that does.
#![allow(missing_docs, reason = "a test")]

use text_anchor::passage::{Snapshot, find};

/// Checks that something turns the passages of `turned`, and nothing those of `harmless`.
fn check(language: &str, turned: &[&str], harmless: &[&str]) {
    let wrong = |sentences: &[&str], expect: bool| -> Vec<String> {
        let shown = sentences.iter().map(|sentence| (sentence, turns(language, sentence)));
        let wrong = shown.filter(|(_, turns)| turns.is_empty() == expect);
        wrong.map(|(sentence, turns)| format!("{sentence} {turns:?}")).collect()
    };
    let (missed, alarms) = (wrong(turned, true), wrong(harmless, false));
    assert!(missed.is_empty() && alarms.is_empty(), "missed {missed:#?}\nfalse alarms {alarms:#?}");
}

/// The words that turn the passage between `[` and `]` of `sentence`.
fn turns(language: &str, sentence: &str) -> Vec<String> {
    let (before, rest) = sentence.split_once('[').expect("a passage");
    let (passage, after) = rest.split_once(']').expect("a passage");
    let copy = format!("{before}{passage}{after}");
    let found = find(&Snapshot::new(&copy), passage, language).expect("the passage is in the copy");
    found.turns.into_iter().map(|turn| turn.word).collect()
}

#[test]
fn english() {
    check(
        "en",
        &[
            "The union flatly contradicts the ministry's statement that [wages rose by four percent].",
            "Word in the corridors was that [the chairman would step down before Easter].",
            "[The vaccine prevents infection], the company maintains.",
            "It would be absurd to conclude that [the dam caused the flood].",
            "[The tunnel will open in May], assuming the ventilation passes its tests.",
        ],
        &[
            "In the autumn of 1962, after two years of work, [the tunnel was opened to traffic].",
            "The ferry, known locally as the Old Lady, [sank in the harbour on Monday].",
            "[The court fined the company two million], its largest penalty so far.",
            "Because the road was closed, [the ambulance took forty minutes to arrive].",
            "[The museum bought the painting in 1988] and has shown it ever since.",
        ],
    );
}

#[test]
fn german() {
    check(
        "de",
        &[
            "Die Polizei stritt ab, dass [Beamte auf Demonstranten geschossen haben].",
            "Es geht das Gerücht um, [der Trainer habe bereits unterschrieben].",
            "[Das Werk wird bis 2030 klimaneutral], so jedenfalls die Pläne des Konzerns.",
            "Die Firma wies den Vorwurf, [sie habe Abgaswerte manipuliert], entschieden zurück.",
            "Nur unter der Bedingung, dass der Bund zahlt, [wird das Stadion saniert].",
        ],
        &[
            "Nachdem der Regen aufgehört hatte, [stieg das Wasser noch zwei Tage lang].",
            "Das Schloss, das als eines der ältesten im Land gilt, [brannte 1731 vollständig aus].",
            "[Der Ausschuss vertagte die Entscheidung] und bat um weitere Unterlagen.",
            "In Hamburg und Bremen [stieg die Zahl der Anmeldungen um zwölf Prozent].",
            "[Die Gemeinde verkaufte den Wald 1998], um das Schwimmbad zu bezahlen.",
        ],
    );
}

#[test]
fn french() {
    check(
        "fr",
        &[
            "La direction nie catégoriquement que [des salariés aient été exposés à l'amiante].",
            "[Le ministre aurait été prévenu dès janvier], à en croire un ancien conseiller.",
            "Le bruit court que [l'usine fermera avant l'été].",
            "À supposer que les fonds soient débloqués, [le chantier reprendra en mars].",
            "C'est à tort que l'on a écrit que [le navire transportait des armes].",
        ],
        &[
            "Après trois heures de débat, [l'assemblée a adopté le texte à une large majorité].",
            "Le château, réputé pour ses jardins, [a été vendu en 2004].",
            "[La mairie a acheté le terrain en 1998] et y a construit une école.",
            "Lorsque la pluie a cessé, [les pompiers ont pu approcher du village].",
            "[L'entreprise a licencié deux cents personnes], soit un dixième de ses effectifs.",
        ],
    );
}

#[test]
fn spanish() {
    check(
        "es",
        &[
            "El gobierno salió al paso de los rumores de que [el banco central subirá los tipos].",
            "[La presa resistirá otro invierno], siempre que no llueva más de lo normal.",
            "Cuentan los vecinos que [el alcalde vendió el molino a su cuñado].",
            "Queda por demostrar que [el fármaco reduzca la mortalidad].",
            "La empresa rechazó de plano que [hubiera vertido residuos al río].",
        ],
        &[
            "Tras dos años de obras, [el teatro reabrió sus puertas en octubre].",
            "El puente, considerado el más largo del país, [se cerró al tráfico en 2011].",
            "[El tribunal multó a la compañía con dos millones] y ordenó limpiar la playa.",
            "En la costa norte, [las temperaturas bajaron de los cinco grados].",
            "[El museo compró el cuadro en 1988], cuando aún era barato.",
        ],
    );
}

#[test]
fn arabic() {
    check(
        "ar",
        &[
            "أنكرت الشركة أن [النفايات ألقيت في النهر].",
            "يُشاع في المدينة أن [المصنع سيغلق قبل الصيف].",
            "[سيفتتح النفق في مايو]، شريطة أن تنجح الاختبارات.",
            "من الخطأ الاعتقاد بأن [السد تسبب في الفيضان].",
            "تقول الحكومة إن [الأجور ارتفعت أربعة في المئة].",
        ],
        &[
            "بعد عامين من العمل، [أعيد افتتاح المسرح في أكتوبر].",
            "في شمال البلاد [انخفضت درجات الحرارة إلى خمس درجات].",
            "[اشترى المتحف اللوحة عام 1988] وعرضها في القاعة الكبرى.",
            "السفينة، وهي من أقدم السفن في الميناء، [غرقت يوم الاثنين].",
            "[غرمت المحكمة الشركة مليونين]، وهي أكبر غرامة حتى الآن.",
        ],
    );
}

#[test]
fn chinese() {
    check(
        "zh",
        &[
            "公司坚决否认[曾向河中排放废水]。",
            "坊间流传[厂长将在夏天之前辞职]。",
            "[工资上涨了百分之四]，政府发言人这样说。",
            "倘若资金到位，[工程将于三月恢复]。",
            "有人误以为[水坝引发了洪水]。",
        ],
        &[
            "经过两年的施工，[剧院于十月重新开放]。",
            "在北部沿海地区，[气温降至五度以下]。",
            "[博物馆于1988年买下这幅画]，并一直展出至今。",
            "这艘被称为老夫人的渡轮[星期一在港口沉没]。",
            "[法院对公司罚款两百万元]，这是迄今最大的一笔罚款。",
        ],
    );
}

#[test]
fn marks_that_are_left_out_or_written_apart_make_no_difference() {
    check(
        "ar",
        &["يُزعم أن [الجسر فُحص].", "يـزعم أن [الجسر فحص].", "اذا وافق المجلس، [فتح الجسر]."],
        &[],
    );
    check(
        "es",
        &[
            "El alcalde nego\u{301} que [el puente fuera seguro].",
            "EL ALCALDE NEGO QUE [EL PUENTE ES SEGURO].",
        ],
        &["La empresa seria [compró el puente]."],
    );
    check(
        "de",
        &["Der Mann haette [die Brücke geprüft]."],
        &["Der Mann hatte [die Brücke geprüft]."],
    );
}

#[test]
fn verbs_in_two_parts_count_as_one() {
    check(
        "de",
        &["Der Minister wies die Behauptung zurück, dass [die Brücke sicher sei]."],
        &["Der Minister wies den Weg, und [die Brücke war offen]."],
    );
}

#[test]
fn words_of_saying_in_an_aside_about_a_noun_are_no_report() {
    check(
        "en",
        &[
            "Critics dispute that [the bridge is safe].",
            "[The bridge is safe], at least on paper.",
            "The school, officials said, [opened in 1850].",
        ],
        &[
            "The school, said to be the oldest, [opened in 1850].",
            "The man, perhaps drunk, [drove into the river].",
            "The alleged thief [was arrested on Monday].",
            "The council, no doubt pleased, [approved the sale].",
        ],
    );
    check("es", &["Se rumorea que [el puente es seguro]."], &[]);
}
