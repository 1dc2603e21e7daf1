//! The page, used as a reader uses it, in a real browser.

mod chromium;
#[path = "../generator/mod.rs"]
mod generator;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use cargo_perfmacro::report::{Builder, Format, Model, Style};
use perfmacro_runtime::record;
use serde_json::json;

use chromium::Chromium;

/// A directory of this test's own, which is empty.
fn scratch(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).expect("the target directory can be written to");
    directory
}

/// A page of generated records, and the browser that shows it.
fn page(name: &str, cases: usize) -> Option<(Chromium, PathBuf)> {
    let Some(executable) = chromium::installed() else {
        tell_now("not run: Chromium is not installed");
        return None;
    };
    let directory = scratch(name);
    let runs = generator::write_runs(&directory, 5, cases).expect("records can be written");
    let mut builder = Builder::default();
    for run in runs {
        builder.add(record::read(&run).expect("records can be read"));
    }
    let page = directory.join("report.html");
    let text = Format::Html.text(&builder.finish(), Style::default());
    fs::write(&page, text).expect("the page can be written");
    let browser = Chromium::start(&executable, &directory.join("profile"));
    Some((browser, page))
}

#[expect(clippy::print_stderr, reason = "whoever reads the log must know")]
fn tell_now(text: &str) {
    eprintln!("{text}");
}

const SHOWN: &str = "document.getElementById('shown').textContent";
const FIRST: &str = "document.querySelector('#rows .row .name').textContent";

#[test]
fn a_reader_finds_a_case() {
    let Some((mut browser, page)) = page("browser", 240) else {
        return;
    };
    browser.open(&page);
    assert_eq!(browser.text(SHOWN), "240 cases");
    browser.screenshot("light");

    // By text, from the keyboard.
    browser.press("/");
    for key in ["c", "o", "d", "e", "c", ":", ":", "i"] {
        browser.press(key);
    }
    browser.painted();
    assert_eq!(browser.text(SHOWN), "6 of 240 cases");
    assert_eq!(browser.text(FIRST), "warehouse::codec::insert_0/10");

    // By verdict.
    browser.evaluate("filter.value = ''; filter.dispatchEvent(new Event('input'))");
    let chip = "document.querySelector('#chips [data-outcome=fail]')";
    browser.evaluate(&format!("{chip}.click()"));
    let failing = browser.evaluate("document.querySelectorAll('#rows .row').length");
    let words = "[...new Set([...document.querySelectorAll('#rows .verdict')].map((word) => word.textContent))].join()";
    assert_eq!(browser.text(words), "FAIL");
    assert!(
        failing
            .as_u64()
            .is_some_and(|count| (1..240).contains(&count)),
        "{failing}"
    );
    assert_eq!(
        browser.evaluate(&format!("{chip}.getAttribute('aria-pressed')")),
        "true"
    );
    browser.evaluate(&format!("{chip}.click()"));
    assert_eq!(browser.text(SHOWN), "240 cases");

    // By time, the longest first.
    let time = "document.querySelectorAll('#head button')[2]";
    browser.evaluate(&format!("{time}.click()"));
    browser.evaluate(&format!("{time}.click()"));
    let sorted = browser.text("document.querySelector('[aria-sort=descending]').textContent");
    assert_eq!(sorted, "time ▼");
    let longest = browser.text("document.querySelector('#rows .number').textContent");
    assert!(longest.ends_with(" min"), "{longest}");
    browser.evaluate(&format!("{time}.click()"));
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
fn a_reader_opens_a_case() {
    let Some((mut browser, page)) = page("browser-case", 240) else {
        return;
    };
    browser.open(&page);
    browser.evaluate(
        "filter.value = 'parse::insert'; filter.dispatchEvent(new Event('input')); grid.focus()",
    );
    for key in ["ArrowDown", "ArrowDown", "ArrowDown", "Enter"] {
        browser.press(key);
    }
    browser.painted();
    let heading = browser.text("document.querySelector('#case h2').textContent");
    assert_eq!(heading, "warehouse::parse::insert_0/1000");
    let titles = browser.text(
        "[...document.querySelectorAll('#case h3')].map((title) => title.textContent).join()",
    );
    assert_eq!(titles, "Budgets,Distribution,History,Scaling");
    assert_eq!(
        browser.evaluate("document.querySelectorAll('#case figure svg[role=img]').length"),
        3
    );
    let text = browser.text("document.getElementById('case').textContent");
    for expected in [
        "src/parse.rs:10:1",
        "max_allocs",
        "agreement",
        "fitted n^",
        "declared O(n)",
        "100 samples",
        "allocations: 0 in all 5 runs",
        "peak: 64000 B in all 5 runs",
    ] {
        assert!(text.contains(expected), "no {expected} in {text}");
    }
    assert!(
        !text.contains("NaN") && !text.contains("undefined"),
        "{text}"
    );
    let drawn = browser.evaluate("[...document.querySelectorAll('#case svg *')].some((shape) => [...shape.attributes].some((it) => /NaN|Infinity|undefined/.test(it.value)))");
    assert_eq!(drawn, false);
    browser.screenshot("case-light");
    browser.evaluate("document.querySelector('#case h3:nth-of-type(2)').scrollIntoView()");
    browser.screenshot("plots-light");

    browser.evaluate("document.querySelector('#case figure:last-of-type').scrollIntoView()");
    browser.screenshot("scaling-light");

    // What changed has a plot.
    browser.evaluate(
        "filter.value = 'search::insert_0/1000'; filter.dispatchEvent(new Event('input')); grid.focus()",
    );
    for key in ["ArrowDown", "Enter"] {
        browser.press(key);
    }
    browser.painted();
    let plot = "document.querySelector('#case svg[aria-label=\"History of allocations\"]')";
    let heights = browser.text(&format!(
        "[...{plot}.querySelectorAll('circle')].map((mark) => mark.querySelector('title').textContent.split('\\n')[0]).join()"
    ));
    assert_eq!(heights, "1,1,1,1,2");
    browser.evaluate(&format!("{plot}.scrollIntoView()"));
    browser.screenshot("counts-light");
    browser.evaluate(
        "filter.value = 'parse::insert_0/1000'; filter.dispatchEvent(new Event('input')); grid.focus()",
    );
    for key in ["ArrowDown", "Enter"] {
        browser.press(key);
    }
    browser.painted();

    // The page's address opens it again.
    let address = browser.text("decodeURIComponent(location.hash)");
    assert_eq!(address, "#warehouse::parse::insert_0/1000");

    // Dark, by the system and by the toggle.
    let paper = "getComputedStyle(document.body).backgroundColor";
    assert_eq!(browser.text(paper), "rgb(255, 255, 255)");
    let dark = json!({"features": [{"name": "prefers-color-scheme", "value": "dark"}]});
    browser.call("Emulation.setEmulatedMedia", &dark);
    assert_eq!(browser.text(paper), "rgb(20, 23, 28)");
    browser.screenshot("plots-dark");
    let toggle = "document.getElementById('theme')";
    browser.evaluate(&format!("{toggle}.click()"));
    assert_eq!(
        browser.text(&format!("{toggle}.textContent")),
        "Theme: light"
    );
    assert_eq!(browser.text(paper), "rgb(255, 255, 255)");
    browser.evaluate(&format!("{toggle}.click()"));
    assert_eq!(browser.text(paper), "rgb(20, 23, 28)");

    browser.press("Escape");
    assert_eq!(
        browser.evaluate("document.getElementById('case').hidden"),
        true
    );
    browser.screenshot("dark");
    let narrow = json!({"width": 420, "height": 860, "deviceScaleFactor": 1, "mobile": true});
    browser.call("Emulation.setDeviceMetricsOverride", &narrow);
    browser.screenshot("narrow");
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
fn a_text_is_a_text() {
    let Some(executable) = chromium::installed() else {
        return tell_now("not run: Chromium is not installed");
    };
    let directory = scratch("browser-hostile");
    let records = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/every_verdict.jsonl");
    let records = record::read(&records).expect("records can be read");
    let page = directory.join("report.html");
    let text = Format::Html.text(&Model::of([records]), Style::default());
    fs::write(&page, text).expect("the page can be written");
    let mut browser = Chromium::start(&executable, &directory.join("profile"));
    browser.open(&page);
    // Every case opens, of every verdict, with whatever there is of it.
    for at in 0..12 {
        browser.evaluate(&format!(
            "document.querySelectorAll('#rows .row')[{at}].click()"
        ));
        let text = browser.text("document.getElementById('case').textContent");
        assert!(
            !text.contains("NaN") && !text.contains("undefined"),
            "{text}"
        );
    }
    let names = browser.text(
        "[...document.querySelectorAll('#rows .name')].map((name) => name.textContent).join('\\n')",
    );
    assert!(
        names.contains("evil::<\"</script><script>alert(1)</script>\""),
        "{names}"
    );
    browser.screenshot("every-verdict");
    assert_eq!(browser.complaints, Vec::<String>::new());

    browser.call(
        "Emulation.setScriptExecutionDisabled",
        &json!({"value": true}),
    );
    browser.load(&page);
    browser.screenshot("without-scripts");
    let listed = browser.evaluate("document.querySelectorAll('noscript tbody tr').length");
    assert_eq!(listed, 7);
}

/// In a second each; on a machine that builds at the same time the bound is a loose one, and the figures are printed.
#[test]
fn ten_thousand_cases_open_and_filter_at_once() {
    let Some((mut browser, page)) = page("browser-large", 10_000) else {
        return;
    };
    let began = Instant::now();
    browser.open(&page);
    let opened = began.elapsed();
    assert_eq!(browser.text(SHOWN), "10000 cases");
    let rows = browser.evaluate("document.querySelectorAll('#rows .row').length");
    assert!(
        rows.as_u64().is_some_and(|count| count < 100),
        "{rows} rows are in the page"
    );
    let timing = browser.text("(({domInteractive}) => `ready at ${Math.round(performance.getEntriesByName('perfmacro-ready')[0].startTime)} ms, whole at ${Math.round(domInteractive)} ms`)(performance.getEntriesByType('navigation')[0])");
    let began = Instant::now();
    browser.evaluate("filter.value = 'storage 1000'; filter.dispatchEvent(new Event('input'))");
    browser.painted();
    let filtered = began.elapsed();
    let began = Instant::now();
    browser.evaluate("document.querySelectorAll('#head button')[3].click()");
    browser.painted();
    let sorted = began.elapsed();
    let began = Instant::now();
    browser.evaluate("document.querySelector('#rows .row').click()");
    browser.painted();
    let case = began.elapsed();
    browser.screenshot("large");
    tell(&format!(
        "opened in {opened:?} ({timing}), filtered in {filtered:?}, sorted in {sorted:?}, a case in {case:?}"
    ));
    for took in [opened, filtered, sorted, case] {
        assert!(took < Duration::from_secs(5), "{took:?}");
    }
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[expect(
    clippy::print_stdout,
    reason = "figures for whoever asks for them with --nocapture"
)]
fn tell(text: &str) {
    println!("{text}");
}
