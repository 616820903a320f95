package io.daybook.smtp;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sentences about parameters that are not right. */
final class Wrongs {
    private static final int MAX_NAME = 40;
    private static final Set<String> KNOWN =
            Set.of(
                    "SIZE",
                    "BODY",
                    "RET",
                    "ENVID",
                    "HOLDFOR",
                    "HOLDUNTIL",
                    "SMTPUTF8",
                    "NOTIFY",
                    "ORCPT");

    private Wrongs() {}

    static <T> Reading<T> of(String name, @Nullable String value) {
        String why =
                !KNOWN.contains(name.toUpperCase(Locale.ROOT))
                        ? "no such parameter is supported here"
                        : value == null
                                ? "the parameter needs a value"
                                : "the value is not of the parameter's form";
        return new Reading.Wrong<>(cut(name), why);
    }

    static <T> Reading<T> twice(String name) {
        return new Reading.Wrong<>(cut(name), "the parameter is given twice");
    }

    private static String cut(String name) {
        String clean = name.replaceAll("[^!-~]", "?");
        return clean.length() > MAX_NAME ? clean.substring(0, MAX_NAME) : clean;
    }
}
