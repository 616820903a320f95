package io.daybook.submission;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said in the SMTP transaction (RFC 8621 section 7).
 *
 * @param rcptTo never empty; no two are the same address. A recipient is named by its index here.
 */
public record Envelope(Address mailFrom, List<Address> rcptTo) {
    public Envelope {
        rcptTo = List.copyOf(rcptTo);
    }

    /**
     * @param email a Mailbox of RFC 5321 section 4.1.2; empty for the null reverse-path
     * @param parameters in the client's order; names as the client wrote them
     */
    public record Address(String email, List<Parameter> parameters) {
        public Address {
            parameters = List.copyOf(parameters);
        }

        public static Address of(String email) {
            return new Address(email, List.of());
        }
    }

    /**
     * @param value decoded (no xtext), null for a parameter that takes none
     */
    public record Parameter(String name, @Nullable String value) {}
}
