//! Types with some of their parts replaced.

use syn::{GenericArgument, Lifetime, PathArguments, Type};

/// `written` with each part of it that `replace` has something else for. Parts are seen outermost first, and
/// what stands for one is not looked into.
pub(crate) fn map(written: &Type, replace: &mut dyn FnMut(&Type) -> Option<Type>) -> Type {
    if let Some(other) = replace(written) {
        return other;
    }
    let mut mapped = written.clone();
    match &mut mapped {
        Type::Array(array) => *array.elem = map(&array.elem, replace),
        Type::Group(group) => *group.elem = map(&group.elem, replace),
        Type::Paren(paren) => *paren.elem = map(&paren.elem, replace),
        Type::Ptr(pointer) => *pointer.elem = map(&pointer.elem, replace),
        Type::Reference(reference) => *reference.elem = map(&reference.elem, replace),
        Type::Slice(slice) => *slice.elem = map(&slice.elem, replace),
        Type::Tuple(tuple) => {
            for element in &mut tuple.elems {
                *element = map(element, replace);
            }
        }
        Type::Path(path) => {
            for segment in &mut path.path.segments {
                if let PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                    for argument in &mut arguments.args {
                        if let GenericArgument::Type(inner) = argument {
                            *inner = map(inner, replace);
                        }
                    }
                }
            }
        }
        _ => {}
    }
    mapped
}

/// `&str` as `&'static str`: a type that stands by itself names its lifetimes.
pub(crate) fn with_static_references(written: &Type) -> Type {
    map(written, &mut |part| match part {
        Type::Reference(reference) if reference.lifetime.is_none() => {
            let mut reference = reference.clone();
            reference.lifetime = Some(Lifetime::new("'static", reference.and_token.span));
            *reference.elem = with_static_references(&reference.elem);
            Some(Type::Reference(reference))
        }
        _ => None,
    })
}
