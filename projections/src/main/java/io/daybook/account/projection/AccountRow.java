package io.daybook.account.projection;

import io.daybook.account.RetentionRules;
import io.daybook.core.DataType;
import io.daybook.core.codec.FieldReader;
import io.daybook.core.codec.FieldWriter;
import io.daybook.core.codec.RecordCodec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the view keeps of an account as a whole.
 *
 * @param retentionDays for which destroyed mail is restorable; negative when it is the server's
 *     default
 * @param states the last event that changed each type, by the type's name
 */
public record AccountRow(
        String epoch,
        String owner,
        long quotaOctets,
        long usedOctets,
        int emails,
        int retentionDays,
        Map<String, Long> states) {

    /** Before the first event. */
    static final AccountRow NONE =
            new AccountRow("none", "", 0, 0, 0, RetentionRules.OF_SERVER, Map.of());

    static final RecordCodec<AccountRow> CODEC =
            RecordCodec.of(AccountRow::write, AccountRow::read);

    private static final List<DataType> TYPES =
            List.of(
                    DataType.MAILBOX,
                    DataType.EMAIL,
                    DataType.THREAD,
                    DataType.EMAIL_DELIVERY,
                    DataType.IDENTITY,
                    DataType.EMAIL_SUBMISSION,
                    DataType.VACATION_RESPONSE,
                    DataType.QUOTA);

    public AccountRow {
        states = Map.copyOf(states);
    }

    static AccountRow opened(String epoch, String owner, long quotaOctets, long seq) {
        var states = new TreeMap<String, Long>();
        TYPES.forEach(type -> states.put(type.name(), seq));
        return new AccountRow(epoch, owner, quotaOctets, 0, 0, RetentionRules.OF_SERVER, states);
    }

    AccountRow withQuota(long octets) {
        return new AccountRow(epoch, owner, octets, usedOctets, emails, retentionDays, states);
    }

    AccountRow withRetention(int days) {
        return new AccountRow(epoch, owner, quotaOctets, usedOctets, emails, days, states);
    }

    /** What the account uses and its states after events moved some types. */
    AccountRow moved(Map<DataType, Long> seqs, long octets, int count) {
        var moved = new TreeMap<>(states);
        seqs.forEach((type, seq) -> moved.put(type.name(), seq));
        return new AccountRow(epoch, owner, quotaOctets, octets, count, retentionDays, moved);
    }

    /** The last event that changed the type. */
    public long state(DataType type) {
        return states.getOrDefault(type.name(), 0L);
    }

    private static void write(AccountRow row, FieldWriter out) {
        var states = new TreeMap<>(row.states);
        out.text("epoch", row.epoch);
        out.text("owner", row.owner);
        out.number("quotaOctets", row.quotaOctets);
        out.number("usedOctets", row.usedOctets);
        out.number("emails", row.emails);
        out.number("retentionDays", row.retentionDays);
        out.texts("types", List.copyOf(states.keySet()));
        out.longs("states", states.values().stream().mapToLong(Long::longValue).toArray());
    }

    private static AccountRow read(FieldReader in) {
        var epoch = in.requiredText("epoch");
        var owner = in.requiredText("owner");
        long quotaOctets = in.number("quotaOctets");
        long usedOctets = in.number("usedOctets");
        int emails = in.integer("emails");
        int retentionDays = in.integer("retentionDays");
        var types = in.texts("types");
        long[] seqs = in.longs("states");
        var states = new TreeMap<String, Long>();
        for (int i = 0; i < seqs.length; i++) {
            states.put(types.get(i), seqs[i]);
        }
        return new AccountRow(epoch, owner, quotaOctets, usedOctets, emails, retentionDays, states);
    }
}
