//! Columns of text, as all of perfmacro's tables have them.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

/// Rows under a head, two spaces between columns; the columns in `right` end at one place.
pub(crate) fn table(head: &[&str], rows: Vec<Vec<String>>, right: &[usize]) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(head.iter().copied());
    table.add_rows(rows);
    for (index, column) in table.column_iter_mut().enumerate() {
        let first = u16::from(index > 0) * 2;
        column.set_padding((first, 0));
        if right.contains(&index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let text = table.to_string();
    let lines = text.lines().map(str::trim_end).collect::<Vec<_>>();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_they_have_to_be() {
        let rows = vec![
            vec!["a::b".to_owned(), "1 µs".to_owned(), "PASS".to_owned()],
            vec!["c".to_owned(), "10 µs".to_owned(), String::new()],
        ];
        assert_eq!(
            table(&["case", "limit", "verdict"], rows, &[1]),
            "case  limit  verdict\na::b   1 µs  PASS\nc     10 µs"
        );
    }
}
