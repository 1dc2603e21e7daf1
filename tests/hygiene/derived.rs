//! Derived inputs: every shape of a type, in the scopes that the attribute stands as well.

use std::borrow::Cow;
use std::collections::HashMap;
use std::marker::PhantomData;

use perfmacro::{Input, Rng, perf_bench, perf_only};

/// With every option.
#[derive(Clone, Debug, PartialEq, Input)]
#[non_exhaustive]
pub(crate) struct Packet {
    /// Documented.
    pub(super) id: u32,
    /// Raw.
    #[input(size = HEADER * 2)]
    pub(super) r#type: String,
    #[input(with = checksum)]
    checksum: usize,
    #[input(with = |size, _| size, size = 7)]
    length: usize,
    #[input(with = |_, _| None)]
    none: Option<NoInput>,
    #[input(default)]
    cache: Vec<NoInput>,
    body: Vec<u8>,
}

const HEADER: usize = 4;

#[derive(Clone, Debug, PartialEq)]
struct NoInput;

#[perf_only]
fn checksum(size: usize, rng: &mut Rng) -> usize {
    size + rng.below(1)
}

#[derive(Debug, Input)]
struct Unit;

#[derive(Debug, Input)]
struct Empty();

#[derive(Debug, Input)]
struct Braces {}

#[derive(Debug, Input)]
struct Tuple(u8, #[input(default)] u8, (Unit, Empty, Braces));

#[derive(Debug, Input)]
struct Borrowed<'a> {
    text: Cow<'a, str>,
}

#[derive(Debug, Input)]
struct Generic<'a, T: ?Sized, U = Vec<u8>, const N: usize = 2>
where
    U: Clone,
{
    first: PhantomData<&'a T>,
    second: [U; N],
    #[input(size = N)]
    third: Vec<U>,
    #[input(with = |_, _| None)]
    fourth: Option<&'a U>,
}

#[derive(Debug, PartialEq, Input)]
enum Shape {
    Unit,
    Tuple(u8, String),
    Struct {
        r#match: u8,
        #[input(default)]
        other: Option<NoInput>,
    },
    #[input(skip)]
    Skipped(NoInput),
    #[input(skip)]
    AlsoSkipped {
        field: &'static str,
    },
}

#[derive(Debug, Input)]
enum One {
    Only(u8),
}

#[derive(Debug, Input)]
enum Choice<T> {
    Left(T),
    Right(Box<Choice<T>>),
}

#[derive(Debug, Input)]
#[deprecated]
struct Deprecated {
    #[deprecated]
    field: u8,
}

#[test]
#[allow(deprecated, reason = "the derive's own use is what is tested")]
fn deprecated_parts_are_generated() {
    assert_eq!(Deprecated::generate(7, &mut Rng::new(0)).field, 7);
}

#[derive(Debug, Input)]
enum PartlyDeprecated {
    #[deprecated]
    Old,
    New,
}

mod reexports {
    pub(super) use perfmacro as renamed;
}

#[derive(Debug, Input)]
#[input(crate = reexports::renamed)]
struct Reexported(u8);

macro_rules! declare {
    ($name:ident, $field:ident: $of:ty, $size:expr, $with:expr) => {
        #[derive(Debug, Input)]
        struct $name {
            #[input(size = $size)]
            $field: $of,
            #[input(with = $with)]
            __perfmacro_size: $of,
            __perfmacro_rng: u8,
        }
    };
}

declare!(FromMacro, __perfmacro_with: Vec<u8>, 3, |size, _| vec![0; size]);

#[perf_bench(target = "1s", sizes = [10])]
fn by_reference(packet: &Packet, shapes: &[Shape]) -> usize {
    packet.body.len() + shapes.len()
}

#[perf_bench(target = "1s", sizes = [10])]
fn several(tuple: &Tuple, one: &One, choice: Choice<u8>) -> usize {
    let Tuple(first, second, (Unit, Empty(), Braces {})) = *tuple;
    let One::Only(third) = *one;
    let fourth = match choice {
        Choice::Left(it) => it,
        Choice::Right(further) => u8::from(matches!(*further, Choice::Left(_))),
    };
    [first, second, third, fourth].len()
}

#[perf_bench(target = "1s", sizes = [10])]
fn with_lifetimes<'a>(borrowed: &'a Borrowed<'_>, generic: &mut Generic<'_, u8>) -> &'a str {
    generic.third.clear();
    let _ = (generic.first, generic.second.len(), generic.fourth);
    &borrowed.text
}

#[perf_bench(target = "1s", sizes = [10])]
fn inside(map: &HashMap<u8, PartlyDeprecated>, reexported: &Reexported) -> usize {
    let odd = map
        .values()
        .filter(|value| matches!(value, PartlyDeprecated::New));
    odd.count() + usize::from(reexported.0)
}

#[perf_bench(target = "1s", sizes = [10])]
fn from_macro(input: &FromMacro) -> usize {
    input.__perfmacro_with.len() + input.__perfmacro_size.len() + usize::from(input.__perfmacro_rng)
}

#[perf_bench(target = "1s")]
fn inside_a_function() -> usize {
    #[derive(Input)]
    struct Local(u8);

    Local::generate(9, &mut Rng::new(0)).0.into()
}

#[test]
fn a_field_is_what_its_options_say() {
    let packet = Packet::generate(1000, &mut Rng::new(0));
    assert_eq!(packet.id, 1000);
    assert_eq!(packet.r#type.len(), 8);
    assert_eq!(packet.checksum, 1000);
    assert_eq!(packet.length, 7);
    assert_eq!(packet.body.len(), 1000);
    assert_eq!((packet.none, packet.cache), (None, vec![]));

    let element = Packet::generate_element(&mut Rng::new(0));
    assert_eq!(element.r#type.len(), 8);
    assert_eq!(element.checksum, 16);
    assert_eq!(element.length, 7);
    assert_eq!(element.body.len(), 16);
}

#[test]
fn fields_share_one_sequence() {
    #[derive(Input)]
    struct Derived(u8, u64);

    let rng = &mut Rng::new(3);
    let by_hand = (u8::generate_element(rng), u64::generate_element(rng));
    let derived = Derived::generate_element(&mut Rng::new(3));
    assert_eq!((derived.0, derived.1), by_hand);
}

#[test]
fn the_same_seed_gives_the_same_input() {
    let input = |seed| Vec::<Packet>::generate(50, &mut Rng::new(seed));
    assert_eq!(input(3), input(3));
    assert_ne!(input(3), input(4));
}

#[test]
fn variants_are_as_often_as_each_other() {
    let shapes = Vec::<Shape>::generate(3000, &mut Rng::new(0));
    let count = |is_it: fn(&Shape) -> bool| shapes.iter().filter(|shape| is_it(shape)).count();
    let counts = [
        count(|shape| *shape == Shape::Unit),
        count(|shape| matches!(shape, Shape::Tuple(..))),
        count(|shape| matches!(shape, Shape::Struct { other: None, .. })),
    ];
    assert_eq!(counts.iter().sum::<usize>(), shapes.len());
    assert!(
        counts.iter().all(|count| (900..1100).contains(count)),
        "{counts:?}"
    );
    let skipped = Shape::AlsoSkipped { field: "never" };
    assert!(!shapes.contains(&skipped) && !shapes.contains(&Shape::Skipped(NoInput)));
}
