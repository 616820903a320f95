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
 * @param wanted empty when the parameter is absent; NEVER stands alone
 */
public record RcptParameters(Set<Notify> wanted, @Nullable OriginalRecipient orcpt) {
    public static final RcptParameters NONE = new RcptParameters(Set.of(), null);

    public RcptParameters {
        wanted = Set.copyOf(wanted);
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
        return wanted.isEmpty() || wanted.contains(Notify.FAILURE);
    }

    public boolean wantsSuccess() {
        return wanted.contains(Notify.SUCCESS);
    }

    public boolean wantsDelay() {
        return wanted.contains(Notify.DELAY);
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
                var list = notifications(value);
                yield list == null ? null : new RcptParameters(list, orcpt);
            }
            case "ORCPT" -> {
                var original = OriginalRecipient.parse(value);
                yield original == null ? null : new RcptParameters(wanted, original);
            }
            default -> null;
        };
    }

    /** RFC 3461 section 4.1: NEVER, or a list of the others, each once. */
    private static @Nullable Set<Notify> notifications(String value) {
        var list = EnumSet.noneOf(Notify.class);
        for (String word : value.toUpperCase(Locale.ROOT).split(",", -1)) {
            var element =
                    switch (word) {
                        case "NEVER" -> Notify.NEVER;
                        case "SUCCESS" -> Notify.SUCCESS;
                        case "FAILURE" -> Notify.FAILURE;
                        case "DELAY" -> Notify.DELAY;
                        default -> null;
                    };
            if (element == null || !list.add(element)) {
                return null;
            }
        }
        return list.contains(Notify.NEVER) && list.size() > 1 ? null : list;
    }

    /** The value of NOTIFY on the wire, null when it is absent. */
    public @Nullable String notifyValue() {
        if (wanted.isEmpty()) {
            return null;
        }
        return String.join(",", EnumSet.copyOf(wanted).stream().map(Notify::name).toList());
    }
}
