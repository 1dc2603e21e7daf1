//! Derived inputs of types that hold themselves: each ends, and none grows past what its size asks for.

use std::collections::BTreeMap;

use perfmacro::{Input, Rng};

/// How often each type is generated, from seeds in a row.
const SEEDS: u64 = 200;

#[derive(Debug, PartialEq, Input)]
enum Json {
    Null,
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Json {
    fn count(&self) -> usize {
        1 + match self {
            Json::Null | Json::Number(_) | Json::Text(_) => 0,
            Json::List(list) => list.iter().map(Json::count).sum(),
            Json::Object(object) => object.values().map(Json::count).sum(),
        }
    }

    fn depth(&self) -> usize {
        1 + match self {
            Json::Null | Json::Number(_) | Json::Text(_) => 0,
            Json::List(list) => list.iter().map(Json::depth).max().unwrap_or(0),
            Json::Object(object) => object.values().map(Json::depth).max().unwrap_or(0),
        }
    }
}

#[test]
fn json_is_nested_and_proportionate() {
    let of_seed = |seed| Json::generate(1000, &mut Rng::new(seed));
    for seed in 0..SEEDS {
        let json = of_seed(seed);
        assert!(json.count() < 5000, "{} of seed {seed}", json.count());
        assert!(json.depth() <= 4, "{} of seed {seed}", json.depth());
        assert_eq!(json, of_seed(seed));
    }
    assert!((0..SEEDS).any(|seed| of_seed(seed).count() > 2000));
    let list = Vec::<Json>::generate(1000, &mut Rng::new(0));
    assert_eq!(list.len(), 1000);
    // Elements are outermost themselves, with collections of `ELEMENT_SIZE`.
    let count = list.iter().map(Json::count).sum::<usize>();
    assert!((5_000..50_000).contains(&count), "{count}");
}

#[derive(Input)]
struct Node {
    next: Option<Box<Node>>,
}

#[test]
fn a_list_ends_in_none() {
    let mut node = Node::generate(1000, &mut Rng::new(0));
    let mut length = 1;
    while let Some(next) = node.next {
        node = *next;
        length += 1;
    }
    assert_eq!(length, 4);
}

#[derive(Input)]
struct Tree {
    children: Vec<Tree>,
    others: Vec<Self>,
}

impl Tree {
    fn count(&self) -> usize {
        let children = self.children.iter().chain(&self.others);
        1 + children.map(Tree::count).sum::<usize>()
    }
}

#[test]
fn a_tree_of_collections_is_proportionate() {
    let count = Tree::generate(1000, &mut Rng::new(0)).count();
    assert!((2000..100_000).contains(&count), "{count}");
}

/// Every variant names it; the collections end.
#[derive(Input)]
enum Endless {
    Many(Vec<Endless>),
    Maybe(Option<Box<Self>>),
}

impl Endless {
    fn depth(&self) -> usize {
        1 + match self {
            Endless::Many(many) => many.iter().map(Endless::depth).max().unwrap_or(0),
            Endless::Maybe(maybe) => maybe.as_deref().map_or(0, Endless::depth),
        }
    }
}

#[test]
fn collections_end_an_enum_whose_variants_all_name_it() {
    for seed in 0..SEEDS {
        assert!(Endless::generate(100, &mut Rng::new(seed)).depth() <= 4);
    }
}

/// Through a struct that does not name itself, and without a collection.
#[derive(Input)]
enum Expression {
    Sum(Operands),
    Product(Box<Operands>),
    Literal(String),
}

#[derive(Input)]
struct Operands {
    left: Box<Expression>,
    right: Box<Expression>,
}

impl Expression {
    fn count(&self) -> usize {
        1 + match self {
            Expression::Sum(operands) => operands.left.count() + operands.right.count(),
            Expression::Product(operands) => operands.left.count() + operands.right.count(),
            Expression::Literal(text) => text.len() - 16,
        }
    }
}

#[test]
fn mutual_recursion_ends() {
    for seed in 0..SEEDS {
        let count = Expression::generate(16, &mut Rng::new(seed)).count();
        assert!(count <= 15, "{count}");
    }
}

/// Deep, and not recursive: nothing of it may be missing.
macro_rules! nested {
    ($($outer:ident holds $inner:ty;)*) => {$(
        #[derive(Input)]
        struct $outer {
            inner: $inner,
        }
    )*};
}

nested! {
    First holds Vec<Second>;
    Second holds Option<Third<u8>>;
    Fourth holds Fifth;
    Fifth holds Sixth;
    Sixth holds Third<Third<Third<Third<Third<Vec<u8>>>>>>;
}

#[derive(Input)]
struct Third<T> {
    inner: T,
}

#[test]
fn what_is_deep_without_recursion_is_whole() {
    let first = First::generate(1000, &mut Rng::new(0));
    assert_eq!(first.inner.len(), 1000);
    let numbers = first
        .inner
        .iter()
        .filter_map(|second| second.inner.as_ref());
    assert!(numbers.map(|third| third.inner).max() > Some(200));
    let fourth = Fourth::generate(1000, &mut Rng::new(0));
    let wrapped = fourth.inner.inner.inner;
    assert_eq!(wrapped.inner.inner.inner.inner.inner.len(), 1000);
}

/// Nothing in it can end, so that no value of it can be made.
#[derive(Input)]
struct Impossible {
    _inner: Box<Impossible>,
}

#[test]
#[should_panic(expected = "no end of `hygiene::recursive::Impossible` was found")]
fn no_end_is_told_before_the_stack_overflows() {
    drop(Impossible::generate(1, &mut Rng::new(0)));
}
