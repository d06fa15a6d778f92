//! Writes tables.

use crate::document::{Cell, ColumnAlignment, Table};

use super::element::{Attribute, Element, Node, Tag, is_blank};
use super::writer::{Part, Writer};

impl<'a> Writer<'a> {
    /// A table in a box of its own that can be scrolled sideways, by keyboard too.
    ///
    /// Every row gets as many cells as the head has.
    pub(super) fn table(&mut self, table: &'a Table) -> Option<Element> {
        let width = table.head.len();
        if width == 0 {
            return None;
        }
        let head = self.row(&table.head, table, Tag::Th);
        let head = Element::new(Tag::Thead).holding([head]);
        let rows: Vec<Node> = table
            .rows
            .iter()
            .map(|cells| self.row(cells, table, Tag::Td))
            .collect();
        let mut element = Element::new(Tag::Table).holding([head.into()]);
        if !rows.is_empty() {
            element = element.holding([Element::new(Tag::Tbody).holding(rows).into()]);
        }
        let mut scroller = Element::new(Tag::Div).class("pl-table");
        if self.part == Part::Page {
            scroller = scroller
                .with(Attribute::Role, "region")
                .with(Attribute::TabIndex, "0")
                .with(Attribute::AriaLabel, self.table_name());
        }
        Some(scroller.holding([element.into()]))
    }

    /// A name that no other table on the page has.
    fn table_name(&mut self) -> String {
        self.tables += 1;
        let (number, about) = (self.tables.to_string(), self.last_heading.trim());
        let name = if about.is_empty() {
            "table"
        } else {
            "table_about"
        };
        let values = [("number", number.as_str()), ("about", about)];
        self.words.fill(name, &values)
    }

    fn row(&mut self, cells: &'a [Cell], table: &Table, tag: Tag) -> Node {
        let mut row = Element::new(Tag::Tr);
        for column in 0..table.head.len() {
            let words = cells
                .get(column)
                .map(|cell| self.inlines(&cell.inlines))
                .unwrap_or_default();
            // An empty heading cell heads nothing.
            let is_heading = tag == Tag::Th && !is_blank(&words);
            let mut cell = Element::new(if is_heading { Tag::Th } else { Tag::Td });
            if is_heading {
                cell = cell.with(Attribute::Scope, "col");
            }
            let alignment = table.alignments.get(column).copied();
            if let Some(class) = alignment.and_then(alignment_class) {
                cell = cell.class(class);
            }
            row = row.holding([cell.holding(words).into()]);
        }
        row.into()
    }
}

const fn alignment_class(alignment: ColumnAlignment) -> Option<&'static str> {
    match alignment {
        ColumnAlignment::None => None,
        ColumnAlignment::Left => Some("pl-left"),
        ColumnAlignment::Center => Some("pl-center"),
        ColumnAlignment::Right => Some("pl-right"),
    }
}

#[cfg(test)]
mod tests {
    use crate::render::html::fixture::body;

    #[test]
    fn a_table_can_be_scrolled_and_has_a_name() {
        assert_eq!(
            body("## How much?\n\n| Who | A week |\n|---|--:|\n| You | £5 |\n"),
            "<h2 id=\"how-much\">How much?</h2>\n\
             <div class=\"pl-table\" role=\"region\" tabindex=\"0\" \
             aria-label=\"Table 1: How much?\"><table><thead><tr><th scope=\"col\">Who</th>\n\
             <th scope=\"col\" class=\"pl-right\">A week</th>\n</tr>\n</thead>\n\
             <tbody><tr><td>You</td>\n<td class=\"pl-right\">£5</td>\n</tr>\n</tbody>\n</table>\n\
             </div>\n"
        );
    }

    #[test]
    fn rows_are_as_wide_as_the_head_and_empty_headings_are_cells() {
        let html = body("| | b |\n|---|---|\n| c |\n");
        assert_eq!(html.matches("<td>").count(), 3, "{html}");
        assert_eq!(html.matches("<th ").count(), 1, "{html}");
    }
}
