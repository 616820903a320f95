package io.daybook.quota.jmap;

import io.daybook.core.jmap.Capability;
import io.daybook.mailbox.MailboxRules;
import io.daybook.quota.GetQuotas;
import io.daybook.quota.GetQuotas.Quotas;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Quota object of an account (RFC 9425 section 4.1).
 *
 * @param used in the unit of its kind, as is {@code hardLimit}
 */
record QuotaRecord(Kind kind, long used, long hardLimit) {
    /** RFC 8620 section 1.3: an UnsignedInt is within what a double holds exactly. */
    private static final long MAX_INT = (1L << 53) - 1;

    /** What an account has quotas of. */
    enum Kind {
        /** The octets of all messages. */
        OCTETS(GetQuotas.OCTETS, "octets", "octets", "Mail", "Email"),
        MAILBOXES(GetQuotas.MAILBOXES, "mailboxes", "count", "Mailboxes", "Mailbox");

        private final int number;
        private final String id;
        private final String resourceType;
        private final String label;
        private final String type;

        Kind(int number, String id, String resourceType, String label, String type) {
            this.number = number;
            this.id = id;
            this.resourceType = resourceType;
            this.label = label;
            this.type = type;
        }

        String id() {
            return id;
        }

        String resourceType() {
            return resourceType;
        }

        /** The name of the Quota object. */
        String label() {
            return label;
        }

        List<String> types() {
            return List.of(type);
        }

        static @Nullable Kind parse(String id) {
            return Arrays.stream(values()).filter(k -> k.id.equals(id)).findFirst().orElse(null);
        }

        /** The id of the quota that the account's log of changes knows by this number. */
        static String wire(int number) {
            return Arrays.stream(values())
                    .filter(kind -> kind.number == number)
                    .map(Kind::id)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    // RFC 9425 section 4.1: no quota whose types all belong to capabilities that are not in use.
    static List<QuotaRecord> of(Quotas quotas, Set<String> using) {
        if (!using.contains(Capability.MAIL)) {
            return List.of();
        }
        return List.of(
                new QuotaRecord(
                        Kind.OCTETS, quotas.usedOctets(), Math.min(quotas.maxOctets(), MAX_INT)),
                new QuotaRecord(Kind.MAILBOXES, quotas.mailboxes(), MailboxRules.MAX_MAILBOXES));
    }

    /** RFC 9425 section 4.1: lower than the hard limit; nothing happens there but a warning. */
    long warnLimit() {
        return hardLimit - hardLimit / 10;
    }
}
