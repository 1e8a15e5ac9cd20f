//! What fuzzing begins with: the files of the example, of the suites in `tests/cases/`, and small
//! ones of each kind that stand here.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The seeds of the target `name`, in the same order each time.
pub fn of(name: &str) -> Vec<Vec<u8>> {
    let mut seeds = match name {
        "yaml" => {
            let pieces = content("yaml").chain(fenced("yaml"));
            let as_each = |text: String| (0..6).map(move |which| with_first(which, &text));
            pieces.flat_map(as_each).collect()
        }
        "markdown" => content("md").chain(fenced("md")).map(String::into_bytes).collect(),
        "lock" => content("lock").flat_map(|text| lines(&text)).collect(),
        "copies" => {
            let pieces =
                content("md").chain(content("txt")).chain(fenced("html")).chain(fenced("md"));
            pieces.enumerate().map(|(i, text)| with_first(i as u8 % 3, &text)).collect()
        }
        "requests" => REQUESTS.iter().map(|text| text.as_bytes().to_vec()).collect(),
        "documents" => DOCUMENTS.iter().map(|(kind, text)| with_first(*kind, text)).collect(),
        "records" => RECORDS.iter().map(|(kind, text)| with_first(*kind, text)).collect(),
        "sizes" => images(),
        _ => Vec::new(),
    };
    seeds.retain(|seed| seed.len() < 8 << 10);
    seeds.dedup();
    seeds
}

fn with_first(first: u8, text: &str) -> Vec<u8> {
    [&[first], text.as_bytes()].concat()
}

/// A lock file in pieces of a few lines.
fn lines(text: &str) -> Vec<Vec<u8>> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    lines.chunks(5).map(|lines| lines.concat().into_bytes()).collect()
}

/// Texts of the example whose names end in `ending`.
fn content(ending: &str) -> impl Iterator<Item = String> {
    read(&["content", "docs"], ending)
}

/// The blocks of the suites whose language is `language`.
fn fenced(language: &'static str) -> impl Iterator<Item = String> {
    read(&["tests/cases", "docs"], "md").flat_map(move |text| {
        let (mut blocks, mut block) = (Vec::new(), None::<String>);
        for line in text.split_inclusive('\n') {
            match line.trim_start().strip_prefix("```") {
                Some(rest) if block.is_none() && rest.trim() == language => {
                    block = Some(String::new());
                }
                Some(_) => blocks.extend(block.take()),
                None => {
                    if let Some(block) = &mut block {
                        block.push_str(line);
                    }
                }
            }
        }
        blocks
    })
}

fn read(folders: &[&str], ending: &str) -> impl Iterator<Item = String> {
    let walk = |folder: &&str| walkdir::WalkDir::new(root().join(folder)).sort_by_file_name();
    let paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(walk)
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .collect();
    paths.into_iter().filter_map(|path| fs::read_to_string(path).ok())
}

const REQUESTS: &[&str] = &[
    "GET\n/\n127.0.0.1:3000\n",
    "GET\n/claims/vote.html?x=1\nlocalhost:3000\nhttp://localhost:3000\nsame-origin\ncors\nvscode",
    "HEAD\n/_gainsay/events\n[::1]:3000\n",
    "GET\n/_gainsay/faults?page=%2Fclaims%2Fvote.html\n127.0.0.1\n",
    "GET\n/\n127.0.0.1:3000\n\ncross-site\nnavigate\n",
    "POST\n/\nevil.example\nhttp://evil.example\ncross-site\nno-cors\n",
];

/// The heads of small images of each format, with and without an orientation.
fn images() -> Vec<Vec<u8>> {
    let exif: &[u8] = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let png = |extra: &[u8]| {
        let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x20\x08\x02\0\0\0\0\0\0\0";
        [head, extra, b"\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\0\0\0\0"].concat()
    };
    let jpeg = |extra: &[u8]| {
        let size = b"\xff\xc0\0\x0b\x08\0\x20\0\x40\x01\x01\x11\0";
        [b"\xff\xd8", extra, size, b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\0\xff\xd9"].concat()
    };
    let riff = |chunks: &[u8]| {
        let size = u32::try_from(chunks.len() + 4).unwrap_or(0).to_le_bytes();
        [b"RIFF", &size[..], b"WEBP", chunks].concat()
    };
    let in_png = [b"\0\0\0\x1aeXIf", exif, b"\0\0\0\0"].concat();
    let in_jpeg = [b"\xff\xe1\0\x22Exif\0\0", exif].concat();
    let lossy = b"VP8 \x0c\0\0\0\x30\x01\0\x9d\x01\x2a\x40\0\x20\0\0\0";
    let extended = b"VP8X\x0a\0\0\0\x08\0\0\0\x3f\0\0\x1f\0\0";
    let in_webp = [&extended[..], lossy, b"EXIF\x1a\0\0\0", exif].concat();
    let mut all = vec![
        png(b""),
        png(&in_png),
        jpeg(b""),
        jpeg(&in_jpeg),
        riff(lossy),
        riff(&in_webp),
        riff(b"VP8L\x06\0\0\0\x2f\x3f\xc0\x07\0\0"),
        b"GIF89a\x40\0\x20\0\0\0\0;".to_vec(),
        AVIF.concat(),
    ];
    let svgs = [
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height='20px' viewBox='0 0 1 1'/>",
        "<?xml version=\"1.0\"?><!-- <svg width='1' height='1'> --><svg:svg xmlns:svg='http://www.w3.org/2000/svg' viewBox='0,0 64 48'/>",
        "<!DOCTYPE svg [<!ENTITY w '40'>]><svg xmlns='http://www.w3.org/2000/svg' width='&w;mm' height='1e2'/>",
    ];
    all.extend(svgs.iter().map(|svg| svg.as_bytes().to_vec()));
    all.push(
        "\u{feff}<svg width='4' height='5'/>".encode_utf16().flat_map(u16::to_le_bytes).collect(),
    );
    all
}

/// The boxes of an AVIF image of 64 by 32 pixels, turned by a quarter.
const AVIF: &[&[u8]] = &[
    b"\0\0\0\x18ftypavif\0\0\0\0avifmif1",
    b"\0\0\0\x73meta\0\0\0\0",
    b"\0\0\0\x0epitm\0\0\0\0\0\x01",
    b"\0\0\0\x38iprp\0\0\0\x21ipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x40\0\0\0\x20\0\0\0\x09irot\x01",
    b"\0\0\0\x12ipma\0\0\0\0\0\0\0\x01\0\x01\x02\x81\x82",
];

/// A document of each kind that becomes an article.
const DOCUMENTS: &[(u8, &str)] = &[
    (
        0,
        "<title>x</title><style>.c1{font-weight:700}</style><h1>The bridge</h1><h2>The vote</h2><p>The council <span class=c1>voted</span>.<sup><a href='#n' id='m'>1</a></sup> <a href='https://a.example/'>So</a></p><ul><li>one<ul><li>two</ul></ul><table><tr><td>a<td>b</table><pre>x\ny</pre><ol><li id='n'><a href='#m'>^</a> p. 4, https://b.example/</ol>",
    ),
    (
        1,
        "---\ntitle: The bridge\ndate: 2024-03-05\n---\n\n## The vote\n\nThe {==council voted==}{>>Who? https://a.example/<<} *nine* to **four**.[^1]\n\n> so\n\n1. one\n   - two\n\n[^1]: supports: https://b.example/ “nine for, four against”\n",
    ),
    (2, "The council voted.\n\nNobody spoke.\n"),
    (
        4,
        "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>The vote</w:t></w:r></w:p><w:p><w:commentRangeStart w:id='1'/><w:r><w:t>The council </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>voted.</w:t></w:r><w:commentRangeEnd w:id='1'/><w:ins><w:r><w:t> So.</w:t></w:r></w:ins></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    ),
    (
        5,
        "<w:p><w:r><w:t>See p. 4 of https://a.example/x “nine for, four against”.</w:t></w:r></w:p>",
    ),
];

/// A file of each kind that is imported.
const RECORDS: &[(u8, &str)] = &[
    (
        0,
        "@string{j = {Annals}}\n@article{Renn:2016, author={Renn, Ada and {The Council} and others}, title={A {B} \\& \\\"o}, journal=j, year=2016, month=mar, pages={1--2}, keywords={x}}\n@online{b, title={B}, url={https://b.example/~x}, date={2016-11~}, note={Archived copy: https://c.example/}}\n@incollection{c, crossref={d}, title={C}}\n@collection{d, title={D}, publisher={P}}\n",
    ),
    (
        1,
        r#"[{"id":"a","type":"article-journal","title":"On <i>A</i>","author":[{"family":"Renn","given":"Ada"},{"literal":"C"}],"issued":{"date-parts":[["2016",3],[2017]],"circa":true},"DOI":"10.1000/a","volume":1,"note":"x"},{"id":1,"type":"webpage","title":"B","URL":"www.b.example"}]"#,
    ),
    (
        2,
        "TY  - JOUR\nAU  - Renn, Ada\nTI  - A\n  and b\nT2  - Annals\nSP  - 1\nEP  - 2\nDA  - 2016/11/29/\nUR  - https://a.example/\nER  - \nTY  - BOOK\nID  - b\nBT  - B\nED  - Ode, Max\nER  - \n",
    ),
    (
        3,
        "id,section,quote,proposition,speaker,source,address,passage,locator,relation,status,finding,checked,checked-by,recheck,counters,reviewed-by,reviewed-on,expected-status,row-hash\nvote,vote,voted to close,,,Minutes,https://council.example/m,The bridge is to be closed,,supports,supported,So it is.,2026-11-01,,,,Max,,,v1-ef948f6d-0-0-0-0-0-0\n",
    ),
    (
        4,
        r#"{"rows":[{"id":"a","user":"acct:ida@hypothes.is","uri":"https://desk.example/","text":"So? https://c.example/x.","tags":["t"],"target":[{"source":"https://desk.example/","selector":[{"type":"TextQuoteSelector","exact":"ouncil voted","prefix":"The c","suffix":" to close"}]}]},{"id":"b","text":"Yes.","uri":"x","references":["a"],"target":[{"source":"x"}]}]}"#,
    ),
    (
        4,
        r##"{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#a","type":"Annotation","body":[{"value":"So?"},"https://c.example/"],"target":{"source":"https://desk.example/","selector":{"type":"TextQuoteSelector","exact":"40 years old"}}}"##,
    ),
    (
        4,
        r##"{"@context":"http://www.w3.org/ns/anno.jsonld","id":"#c","type":"AnnotationCollection","total":1,"first":{"id":"#p","type":"AnnotationPage","items":[{"id":"#a","type":"Annotation","bodyValue":"So?","created":"2026-11-20T10:00:00Z","target":["https://desk.example/",{"type":"List","items":[{"source":"https://desk.example/","selector":{"type":"FragmentSelector","value":"vote","refinedBy":{"type":"TextQuoteSelector","exact":"the bridge","prefix":"close ","suffix":". It"}}},{"source":"https://desk.example/","selector":{"type":"TextQuoteSelector","exact":"was closed"}}]}]}]}}"##,
    ),
];
