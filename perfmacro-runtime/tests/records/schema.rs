//! The schema that is published, against what is written.

use std::fs;

use boon::{Compiler, SchemaIndex, Schemas};
use perfmacro_runtime::record::Recorder;
use serde_json::{Value, json};

use crate::entry;

const SCHEMA: &str = include_str!("../../../docs/record.schema.json");

/// The schema, and the one of budgets in it, that let nothing pass which they do not name.
fn strict(schemas: &mut Schemas) -> (SchemaIndex, SchemaIndex) {
    let mut schema = serde_json::from_str(SCHEMA).expect("JSON");
    close(&mut schema);
    let mut compiler = Compiler::new();
    compiler
        .add_resource("memory:record", schema)
        .expect("a name of its own");
    let mut compile = |part: &str| {
        compiler
            .compile(&format!("memory:record{part}"), schemas)
            .expect("a schema")
    };
    (compile(""), compile("#/$defs/budget"))
}

/// Lets no object of a required field have one that is not named.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.contains_key("required") {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            object.values_mut().for_each(close);
        }
        Value::Array(array) => array.iter_mut().for_each(close),
        _ => {}
    }
}

#[test]
fn what_is_written_is_as_the_schema_says() {
    let directory = entry::directory("schema");
    entry::record(&Recorder::new(entry::destination(&directory)), "first");
    let written = fs::read_to_string(entry::destination(&directory).path()).expect("a file");
    // One of each kind and with every field, as unit tests pin them.
    let pinned = [
        include_str!("../../src/record/environment.rs"),
        include_str!("../../src/record/result/tests.rs"),
    ];
    let pinned = pinned.iter().flat_map(|text| text.lines().map(str::trim));
    let mut schemas = Schemas::new();
    let (record, budget) = strict(&mut schemas);
    let [mut records, mut budgets] = [0, 0];
    for line in written.lines().chain(pinned) {
        let schema = if line.starts_with("{\"perfmacro_record\"") {
            records += 1;
            record
        } else if line.starts_with("{\"option\"") {
            budgets += 1;
            budget
        } else {
            continue;
        };
        let value = serde_json::from_str(line).expect("JSON");
        if let Err(error) = schemas.validate(&value, schema) {
            panic!("{line}\n{error:#}");
        }
    }
    assert_eq!((records, budgets), (5, 10));
}

#[test]
fn what_is_no_record_is_refused() {
    let mut schemas = Schemas::new();
    let (record, _) = strict(&mut schemas);
    for line in [
        "{}",
        "{\"perfmacro_record\":1,\"kind\":\"result\"}",
        "{\"perfmacro_record\":1,\"kind\":\"environment\",\"id\":7}",
    ] {
        let value = serde_json::from_str(line).expect("JSON");
        assert!(schemas.validate(&value, record).is_err(), "{line}");
    }
}
