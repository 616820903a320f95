package io.daybook.demo;

import java.util.List;
import java.util.stream.Collectors;

/** Somebody who writes or gets mail. */
record Person(String name, String address) {
    static final Person ALICE = new Person("Alice Arden", "alice@example.test");
    static final Person BOB = new Person("Bob Brook", "bob@example.test");

    static final List<Person> FRIENDS =
            List.of(
                    new Person("Carol Cliff", "carol@example.org"),
                    new Person("Dan Dale", "dan.dale@example.net"),
                    new Person("Erin Elm", "erin@example.com"),
                    new Person("Femi Forde", "femi@example.org"),
                    new Person("Gita Grove", "gita.grove@example.net"),
                    new Person("Hugo Heath", "hugo@example.com"));

    boolean hasAccount() {
        return address.endsWith("@example.test");
    }

    String firstName() {
        return name.substring(0, name.indexOf(' '));
    }

    @Override
    public String toString() {
        return name + " <" + address + ">";
    }

    static String list(List<Person> people) {
        return people.stream().map(Person::toString).collect(Collectors.joining(", "));
    }
}
