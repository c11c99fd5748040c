use serde_json::{Map, Value};

/// Leaves only the members of two objects that differ, at any depth; anything else is left as it is.
pub(crate) fn differing(before: Value, after: Value) -> (Value, Value) {
    let (Value::Object(mut before), Value::Object(after)) = (before.clone(), after.clone()) else {
        return (before, after);
    };
    let mut changed_after = Map::new();
    for (name, new) in after {
        match before.remove(&name) {
            Some(old) if old == new => {}
            Some(old) => {
                let (old, new) = differing(old, new);
                before.insert(name.clone(), old);
                changed_after.insert(name, new);
            }
            None => {
                changed_after.insert(name, new);
            }
        }
    }
    (Value::Object(before), Value::Object(changed_after))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_changed_is_kept() {
        let before = json!({"a": 1, "b": {"x": 1, "y": 2}, "c": [1], "gone": true});
        let after = json!({"a": 1, "b": {"x": 1, "y": 3}, "c": [1, 2], "new": null});
        let changed = (
            json!({"b": {"y": 2}, "c": [1], "gone": true}),
            json!({"b": {"y": 3}, "c": [1, 2], "new": null}),
        );
        assert_eq!(differing(before, after), changed);
        assert_eq!(
            differing(json!({"a": 1}), json!({"a": 1})),
            (json!({}), json!({}))
        );
        assert_eq!(
            differing(Value::Null, json!({"a": 1})),
            (Value::Null, json!({"a": 1}))
        );
    }
}
