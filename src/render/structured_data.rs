//! What a page is, for machines: JSON-LD.

use serde_json::{Value, json};

use crate::site::{Page, PageKind};

/// What the data says of a page.
pub(super) struct Described<'a> {
    /// The page, if it is one that a person wrote.
    pub(super) page: Option<&'a Page>,
    /// Its heading.
    pub(super) title: &'a str,
    /// Its short answer as plain text.
    pub(super) description: &'a str,
    /// Its full address.
    pub(super) url: &'a str,
    /// Its language.
    pub(super) language: &'a str,
    /// The name of the site.
    pub(super) site_title: &'a str,
    /// The full address of the site.
    pub(super) site_url: &'a str,
    /// Title and full address of the folders above, outermost first.
    pub(super) above: Vec<(String, String)>,
}

/// The data as text that is safe inside a script element.
pub(super) fn structured_data(described: &Described<'_>) -> String {
    let mut graph = vec![thing(described)];
    if !described.above.is_empty() {
        graph.push(breadcrumbs(described));
    }
    safe_in_script(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

fn thing(described: &Described<'_>) -> Value {
    let kind = described.page.map(|page| page.kind);
    if kind == Some(PageKind::Term) {
        return json!({
            "@type": "DefinedTerm",
            "name": described.title,
            "description": described.description,
            "url": described.url,
            "inLanguage": described.language,
            "inDefinedTermSet": { "@type": "DefinedTermSet", "name": described.site_title, "url": described.site_url },
        });
    }
    let is_article = matches!(
        kind,
        Some(PageKind::Explainer | PageKind::Letter | PageKind::Story)
    );
    let mut thing = json!({
        "@type": if is_article { "Article" } else { "WebPage" },
        (if is_article { "headline" } else { "name" }): described.title,
        "description": described.description,
    });
    let reviewed = described.page.and_then(|page| page.front.reviewed.as_ref());
    if let (Some(fields), Some(reviewed)) = (thing.as_object_mut(), reviewed) {
        fields.insert("dateModified".to_owned(), json!(reviewed.value.to_string()));
    }
    thing
}

/// The folders above the page. The page itself may be left out, and every byte comes on every page.
fn breadcrumbs(described: &Described<'_>) -> Value {
    let items: Vec<Value> = described
        .above
        .iter()
        .zip(1..)
        .map(|((name, url), position)| {
            json!({ "@type": "ListItem", "position": position, "name": name, "item": url })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// A `<` could end the script element or begin a comment in it, so none is written.
fn safe_in_script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::{Described, structured_data};

    #[test]
    fn words_cannot_end_the_script() {
        let data = structured_data(&Described {
            page: None,
            title: "</script><!-- \"x\"",
            description: "",
            url: "https://example.org/a/",
            language: "en",
            site_title: "Site",
            site_url: "https://example.org/",
            above: vec![("Home".to_owned(), "https://example.org/".to_owned())],
        });
        assert!(!data.contains('<'), "{data}");
        let value: serde_json::Value = serde_json::from_str(&data).expect("it is JSON");
        let name = value.pointer("/@graph/0/name");
        assert_eq!(name, Some(&"</script><!-- \"x\"".into()));
        let above = value.pointer("/@graph/1/itemListElement/0/position");
        assert_eq!(above, Some(&1.into()));
    }
}
