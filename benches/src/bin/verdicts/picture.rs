//! The results as a picture: how often a rule fails a function, against how far that is from its budget. A
//! panel per condition, a line per rule.
//!
//! The colours read on a white page and on a black one: there is no background.

use std::error::Error;
use std::path::Path;

use perfmacro_benches::load::Condition;
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::archive::Record;
use crate::level::Level;
use crate::rule::Rule;
use crate::summary::Summary;

type Panel<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Chart<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
type Drawn = Result<(), Box<dyn Error>>;

const FONT: &str = "sans-serif";
const PANEL: (u32, u32) = (480, 290);
const LEGEND: u32 = 88;
/// How much of its colour the band of INCONCLUSIVE has.
const BAND: f64 = 0.25;
const COLUMNS: usize = 2;

const TEXT: RGBColor = RGBColor(118, 131, 144);
const WITHIN: RGBColor = RGBColor(46, 160, 67);
const OVER: RGBColor = RGBColor(229, 83, 75);

/// Draws the picture; nothing without records.
pub(crate) fn draw(path: &Path, records: &[Record]) -> Result<(), String> {
    let is_there =
        |condition: &Condition| records.iter().any(|record| record.condition == *condition);
    let conditions = Condition::ALL
        .into_iter()
        .filter(is_there)
        .collect::<Vec<_>>();
    if conditions.is_empty() {
        return Ok(());
    }
    picture(path, records, &conditions)
        .map_err(|error| format!("cannot draw {}: {error}", path.display()))
}

fn picture(path: &Path, records: &[Record], conditions: &[Condition]) -> Drawn {
    let columns = COLUMNS.min(conditions.len());
    let rows = conditions.len().div_ceil(columns);
    let width = PANEL.0 * u32::try_from(columns)?;
    let height = LEGEND + PANEL.1 * u32::try_from(rows)?;
    let picture = SVGBackend::new(path, (width, height)).into_drawing_area();
    let (legend, panels) = picture.split_vertically(LEGEND);
    draw_legend(&legend)?;
    for (condition, panel) in conditions.iter().zip(panels.split_evenly((rows, columns))) {
        draw_panel(&panel, *condition, records)?;
    }
    picture.present()?;
    Ok(())
}

fn draw_legend(area: &Panel) -> Drawn {
    let columns = i32::try_from(area.dim_in_pixel().0 / 230)?.max(1);
    let place = |index: i32| (16 + index % columns * 230, 42 + index / columns * 22);
    area.draw(&Text::new(
        "How often a test fails, in % of trials",
        (16, 8),
        (FONT, 17).into_font().color(&TEXT),
    ))?;
    for (index, rule) in Rule::ALL.into_iter().enumerate() {
        let (x, y) = place(i32::try_from(index)?);
        area.draw(&PathElement::new(vec![(x, y), (x + 26, y)], stroke(rule)))?;
        area.draw(&Text::new(
            rule.label(),
            (x + 34, y),
            text(14).pos(Pos::new(HPos::Left, VPos::Center)),
        ))?;
    }
    let count = i32::try_from(Rule::ALL.len())?;
    let (x, y) = place(count);
    let band = colour(Rule::Engine).mix(BAND).filled();
    area.draw(&Rectangle::new([(x, y - 7), (x + 26, y + 7)], band))?;
    area.draw(&Text::new(
        "perfmacro: INCONCLUSIVE",
        (x + 34, y),
        text(14).pos(Pos::new(HPos::Left, VPos::Center)),
    ))?;
    Ok(())
}

fn draw_panel(area: &Panel, condition: Condition, records: &[Record]) -> Drawn {
    let last = f64::from(u32::try_from(Level::ALL.len())?) - 1.0;
    let mut chart = ChartBuilder::on(area)
        .margin(14)
        .margin_right(18)
        .caption(condition.label(), (FONT, 15).into_font().color(&TEXT))
        .x_label_area_size(38)
        .y_label_area_size(34)
        .build_cartesian_2d(-0.4..last + 0.4, -3.0..112.0)?;
    draw_axes(&mut chart, last)?;
    let at = |rule: Rule, share: fn(&Summary) -> u32| shares(records, condition, rule, share);
    // What the engine leaves open, as a band on top of what it fails.
    let failed = at(Rule::Engine, |summary| summary.fail);
    let not_passed = at(Rule::Engine, |summary| summary.fail + summary.inconclusive);
    let band = failed
        .iter()
        .chain(not_passed.iter().rev())
        .copied()
        .collect::<Vec<_>>();
    chart.draw_series([Polygon::new(band, colour(Rule::Engine).mix(BAND))])?;
    // The engine's line is on top.
    for rule in Rule::ALL.into_iter().rev() {
        let points = at(rule, |summary| summary.fail);
        chart.draw_series(LineSeries::new(points.clone(), stroke(rule)))?;
        let radius = if rule == Rule::Engine { 4 } else { 2 };
        chart.draw_series(
            points
                .into_iter()
                .map(|point| Circle::new(point, radius, colour(rule).filled())),
        )?;
    }
    Ok(())
}

/// The sides of the budget, the grid, and what stands at the axes.
fn draw_axes(chart: &mut Chart, last: f64) -> Drawn {
    let within = Level::ALL.iter().filter(|level| level.is_within()).count();
    let budget = f64::from(u32::try_from(within)?) - 0.5;
    let side = |from, to, colour: RGBColor| {
        Rectangle::new([(from, -3.0), (to, 112.0)], colour.mix(0.07).filled())
    };
    chart.draw_series([side(-0.4, budget, WITHIN), side(budget, last + 0.4, OVER)])?;
    let labels = |place: &f64| {
        Level::ALL
            .iter()
            .enumerate()
            .find(|(index, _)| {
                u32::try_from(*index).is_ok_and(|index| (f64::from(index) - place).abs() < 0.01)
            })
            .map_or_else(String::new, |(_, level)| {
                let level = level.to_string();
                match level.strip_prefix('-') {
                    Some(over) => format!("+{over} %"),
                    None => format!("−{level} %"),
                }
            })
    };
    chart
        .configure_mesh()
        .disable_x_mesh()
        .x_labels(Level::ALL.len() + 1)
        .y_labels(5)
        .x_label_formatter(&labels)
        .y_label_formatter(&|share| format!("{share:.0}"))
        .bold_line_style(TEXT.mix(0.25))
        .light_line_style(TRANSPARENT)
        .axis_style(TEXT.mix(0.5))
        .label_style(text(12))
        .x_desc("time against the budget")
        .axis_desc_style(text(12))
        .draw()?;
    let heading = |words, x, horizontal, colour: RGBColor| {
        let style = (FONT, 12).into_font().color(&colour);
        Text::new(
            words,
            (x, 110.0),
            style.pos(Pos::new(horizontal, VPos::Top)),
        )
    };
    chart.draw_series([
        heading("within: a fail is wrong", -0.3, HPos::Left, WITHIN),
        heading("over: a pass is wrong", last + 0.3, HPos::Right, OVER),
    ])?;
    Ok(())
}

/// A point per level that there are trials of: its place, and the share of what `count` counts in percent.
fn shares(
    records: &[Record],
    condition: Condition,
    rule: Rule,
    count: fn(&Summary) -> u32,
) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    for (place, level) in (0_u32..).zip(Level::ALL) {
        let summary = Summary::of(records.iter().filter(|record| {
            record.condition == condition && record.outcome.rule == rule && record.level == level
        }));
        if summary.verdicts() > 0 {
            points.push((f64::from(place), summary.percent(count(&summary))));
        }
    }
    points
}

/// Mostly from the palette of Okabe and Ito, which the colour-blind tell apart.
fn colour(rule: Rule) -> RGBColor {
    match rule {
        Rule::Engine => RGBColor(47, 129, 247),
        Rule::Mean => RGBColor(213, 94, 0),
        Rule::Interval => RGBColor(230, 159, 0),
        Rule::P90 => RGBColor(204, 121, 167),
        Rule::Median => RGBColor(0, 158, 115),
        Rule::Minimum => RGBColor(128, 128, 128),
    }
}

fn stroke(rule: Rule) -> ShapeStyle {
    colour(rule).stroke_width(if rule == Rule::Engine { 4 } else { 2 })
}

fn text(size: i32) -> TextStyle<'static> {
    (FONT, size).into_font().color(&TEXT)
}
