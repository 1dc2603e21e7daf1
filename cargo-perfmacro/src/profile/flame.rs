//! Stacks as a picture: SVG that opens in a browser, where a click zooms in.

use std::io;

use inferno::differential;
use inferno::flamegraph::color::{MultiPalette, Palette};
use inferno::flamegraph::{self, Options};

use super::stacks::Stacks;

/// What stands above the picture.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) title: String,
    pub(crate) subtitle: String,
    /// What is counted.
    pub(crate) unit: String,
}

/// The flamegraph of `stacks`.
///
/// # Errors
///
/// There is nothing to draw.
pub(crate) fn draw(stacks: &Stacks, head: Head) -> io::Result<Vec<u8>> {
    let mut options = options(head);
    options.colors = Palette::Multi(MultiPalette::Rust);
    picture(&stacks.to_string(), &mut options)
}

/// The flamegraph of `stacks` in colours that say what `before` had: red is more than there, blue is less, each as a share of
/// all samples.
///
/// # Errors
///
/// There is nothing to draw.
pub(crate) fn draw_difference(before: &Stacks, stacks: &Stacks, head: Head) -> io::Result<Vec<u8>> {
    let compared = differential::Options {
        normalize: true,
        strip_hex: true,
    };
    let mut lines = Vec::new();
    let (before, after) = (before.to_string(), stacks.to_string());
    differential::from_readers(compared, before.as_bytes(), after.as_bytes(), &mut lines)?;
    let lines = String::from_utf8_lossy(&lines).into_owned();
    picture(&lines, &mut options(head))
}

fn options(head: Head) -> Options<'static> {
    let mut options = Options::default();
    options.title = head.title;
    options.subtitle = Some(head.subtitle);
    options.count_name = head.unit;
    // The same function has the same colour in every picture.
    options.deterministic = true;
    options
}

fn picture(lines: &str, options: &mut Options<'_>) -> io::Result<Vec<u8>> {
    let mut svg = Vec::new();
    flamegraph::from_lines(options, lines.lines(), &mut svg)?;
    Ok(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head {
        Head {
            title: "a::parse/10".to_owned(),
            subtitle: "4 samples".to_owned(),
            unit: "samples".to_owned(),
        }
    }

    fn stacks(text: &str) -> Stacks {
        text.parse().expect("stacks")
    }

    fn text(drawn: io::Result<Vec<u8>>) -> String {
        String::from_utf8(drawn.expect("there is something to draw")).expect("SVG is text")
    }

    #[test]
    fn every_function_is_in_the_picture_with_its_share() {
        let svg = text(draw(&stacks("a::parse 1\na::parse;a::helper 3\n"), head()));
        for part in ["<svg", "a::parse/10", "a::helper (3 samples, 75.00%)"] {
            assert!(svg.contains(part), "no `{part}` in {svg}");
        }
        let again = text(draw(&stacks("a::parse 1\na::parse;a::helper 3\n"), head()));
        assert_eq!(svg, again);
    }

    #[test]
    fn a_difference_is_of_shares_and_not_of_samples() {
        let before = stacks("a::parse;a::helper 10\na::parse;a::other 10\n");
        let after = stacks("a::parse;a::helper 3\na::parse;a::other 1\n");
        let svg = text(draw_difference(&before, &after, head()));
        for part in [
            "a::helper (3 samples, 75.00%; +25.00%)",
            "a::other (1 samples, 25.00%; -25.00%)",
        ] {
            assert!(svg.contains(part), "no `{part}` in {svg}");
        }
    }

    #[test]
    fn nothing_is_no_picture() {
        assert!(draw(&Stacks::default(), head()).is_err());
    }
}
