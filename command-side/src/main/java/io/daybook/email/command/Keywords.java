package io.daybook.email.command;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A set of keywords: lower case, ascending. */
public record Keywords(List<String> names) {
    public static final Keywords NONE = new Keywords(List.of());

    public Keywords {
        names = List.copyOf(names);
    }

    public static Keywords of(Collection<String> names) {
        return names.isEmpty() ? NONE : new Keywords(names.stream().sorted().distinct().toList());
    }

    /** These with some more and without some. */
    public Keywords with(Collection<String> added, Collection<String> removed) {
        var changed = new java.util.TreeSet<>(names);
        removed.forEach(changed::remove);
        changed.addAll(added);
        return of(changed);
    }

    /** Those that the others do not have. */
    public List<String> without(Keywords others) {
        var known = Set.copyOf(others.names);
        return names.stream().filter(name -> !known.contains(name)).toList();
    }

    int octets() {
        return 48 + names.stream().mapToInt(name -> 56 + name.length()).sum();
    }
}
