package io.daybook.smtp;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of RCPT that a client may give: NOTIFY and ORCPT (RFC 3461). All others are
 * refused.
 *
 * @param notify empty when the parameter is absent; NEVER stands alone
 */
public record RcptParameters(Set<Notify> notify, @Nullable OriginalRecipient orcpt) {
    public static final RcptParameters NONE = new RcptParameters(Set.of(), null);

    public RcptParameters {
        notify = Set.copyOf(notify);
    }

    /** When the sender wants a report (RFC 3461 section 4.1). */
    public enum Notify {
        NEVER,
        SUCCESS,
        FAILURE,
        DELAY
    }

    /** RFC 3461 section 4.1: without NOTIFY a failure is reported. */
    public boolean wantsFailure() {
        return notify.isEmpty() || notify.contains(Notify.FAILURE);
    }

    public boolean wantsSuccess() {
        return notify.contains(Notify.SUCCESS);
    }

    /** Reads parameters by their names in any case; see {@link MailParameters#read}. */
    public static Reading<RcptParameters> read(Map<String, @Nullable String> given) {
        var read = NONE;
        var seen = new HashSet<String>();
        for (var parameter : given.entrySet()) {
            String name = parameter.getKey();
            String value = parameter.getValue();
            String keyword = name.toUpperCase(Locale.ROOT);
            var next = value == null ? null : read.with(keyword, value);
            if (next == null) {
                return Wrongs.of(name, value);
            }
            if (!seen.add(keyword)) {
                return Wrongs.twice(name);
            }
            read = next;
        }
        return new Reading.Read<>(read);
    }

    private @Nullable RcptParameters with(String keyword, String value) {
        return switch (keyword) {
            case "NOTIFY" -> {
                var wanted = notify(value);
                yield wanted == null ? null : new RcptParameters(wanted, orcpt);
            }
            case "ORCPT" -> {
                var original = OriginalRecipient.parse(value);
                yield original == null ? null : new RcptParameters(notify, original);
            }
            default -> null;
        };
    }

    /** RFC 3461 section 4.1: NEVER, or a list of the others, each once. */
    private static @Nullable Set<Notify> notify(String value) {
        var wanted = EnumSet.noneOf(Notify.class);
        for (String word : value.toUpperCase(Locale.ROOT).split(",", -1)) {
            var element =
                    switch (word) {
                        case "NEVER" -> Notify.NEVER;
                        case "SUCCESS" -> Notify.SUCCESS;
                        case "FAILURE" -> Notify.FAILURE;
                        case "DELAY" -> Notify.DELAY;
                        default -> null;
                    };
            if (element == null || !wanted.add(element)) {
                return null;
            }
        }
        return wanted.contains(Notify.NEVER) && wanted.size() > 1 ? null : wanted;
    }

    /** The value of NOTIFY on the wire, null when it is absent. */
    public @Nullable String notifyValue() {
        if (notify.isEmpty()) {
            return null;
        }
        return String.join(
                ",", EnumSet.copyOf(notify).stream().map(Notify::name).toList());
    }
}
