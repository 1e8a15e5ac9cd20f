//! Drafts about front matter: what shows it to readers in code is text, and what is unclear is told with its place.

use super::draft::import_new;
use super::readers::sections;

#[test]
fn front_matter_in_code_of_a_markdown_draft_is_an_example() {
    let check = |markdown: &str, expect: &str| {
        let (text, _) = sections("d.md", markdown.as_bytes());
        assert_eq!(text, expect, "{markdown}");
    };
    let code = "```\n---\ntitle: My page\n---\n```\n";
    let indented = "    ---\n    title: My page\n    ---\n";
    check(&format!("Words.\n\n{indented}\nx\n"), &format!("Words.\n\n{code}\nx\n"));
    check(
        "Words.\n\n<pre>\n---\ntitle: My page\n---\n</pre>\n\nx\n",
        &format!("Words.\n\n{code}\nx\n"),
    );
    check(
        "Words.\n\n<PRE class='a'><b>---</b>\ndraft: true\n---</PRE>\n",
        "Words.\n\n```\n---\ndraft: true\n---\n```\n",
    );
    check(
        "Words.\n\n- one\n\n      ---\n      title: My page\n      ---\n",
        "Words.\n\n- one\n\n  ```\n  ---\n  title: My page\n  ---\n  ```\n",
    );
    // Below front matter, whatever is the first of the text.
    let own = "---\ntitle: T\n---\n\n";
    for (fence, first) in [("```yaml", "```yaml text"), ("~~~", "```text")] {
        let end = &fence[..3];
        check(
            &format!("{own}{fence}\n---\ntitle: z\n---\n{end}\n\nwords\n"),
            &format!("{first}\n---\ntitle: z\n---\n```\n\nwords\n"),
        );
    }
    check(
        &format!("{own}{indented}\nwords\n"),
        "```text\n---\ntitle: My page\n---\n```\n\nwords\n",
    );
    // Several, and words of other letters before them.
    check(
        &format!("{own}Ünder\n\n{indented}\nagain\n\n{indented}"),
        &format!("Ünder\n\n{code}\nagain\n\n{code}"),
    );
}

#[test]
fn unclear_front_matter_of_a_draft_is_told_with_its_place_and_what_to_do() {
    for (markdown, place, message, help) in [
        (
            "# T\n\nWords first.\n\n---\ntitle: z\n---\n",
            "5:1",
            "its front matter is unclear: front matter begins on the first line of the file",
            "move these lines to the top, or leave them out",
        ),
        // An example in code does not hide what stands outside of it.
        (
            "---\ntitle: T\n---\n\nWords.\n\n    ---\n    title: y\n    ---\n\n---\ndraft: true\n---\n",
            "11:1",
            "its front matter is unclear: front matter begins on the first line of the file",
            "move these lines into the front matter at the top, or leave them out",
        ),
        // Nor is what is first of all an example.
        (
            "```yaml\ntitle: T\ndraft: true\n```\n\nWords.\n",
            "1:1",
            "its front matter is unclear: front matter stands between lines of three dashes, `---`",
            "write `---` above and below it; where it is an example for readers, put a sentence above it",
        ),
        (
            "<!-- a -->\n\n    ---\n    title: T\n    draft: true\n    ---\n\nWords.\n",
            "3:5",
            "its front matter is unclear: front matter begins on the first line of the file",
            "move the comment below it",
        ),
        ("---\ntitle: T\n", "1:1", "its front matter is unclear: ", "end it with a line of `---`"),
        ("---\ntitle: T\nbyline: [a\n---\n\nWords.\n", "3:", "its front matter is no YAML: ", ""),
    ] {
        let (status, _, told, _) = import_new("d.md", markdown.as_bytes(), &[]);
        assert_eq!(status, Some(1), "{markdown}");
        assert!(told.starts_with(&format!("d.md:{place}")), "{told}");
        assert!(told.contains(message) && told.contains(help), "{told}");
    }
}
