package io.daybook.refusal.watch;

import io.daybook.core.AccountId;
import io.daybook.core.Cause;
import io.daybook.core.UserId;
import io.daybook.refusal.RefusalEvent;
import io.daybook.refusal.RefusalEvent.CallsRefused;
import io.daybook.refusal.RefusalEvent.Secret;
import io.daybook.refusal.RefusalEvent.SignInsFailed;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refusals of one kind, while they are counted. Not thread-safe. */
final class Tally {
    private final Kind kind;
    private final Cause cause;
    private final Instant first;
    private final List<String> records = new ArrayList<>();
    private Instant last;
    private long count;

    /** What is counted together. */
    sealed interface Kind {}

    record Calls(
            String actor, String address, @Nullable AccountId account, String method, String error)
            implements Kind {
        /** Those beyond what may be told apart. */
        static final Calls OTHERS = new Calls("", "", null, "", "");
    }

    record SignIns(@Nullable UserId user, @Nullable InetAddress network, Secret secret)
            implements Kind {
        /** Those beyond what may be told apart. */
        static final SignIns OTHERS = new SignIns(null, null, Secret.OTHER);
    }

    /**
     * @param cause of the first of them
     */
    Tally(Kind kind, Cause cause, Instant now) {
        this.kind = kind;
        this.cause = cause;
        this.first = now;
        this.last = now;
    }

    void add(List<String> more, long times, Instant now) {
        more.stream()
                .limit(Math.max(0, CallsRefused.SHOWN_RECORDS - records.size()))
                .forEach(records::add);
        count += times;
        last = now;
    }

    long count() {
        return count;
    }

    Instant first() {
        return first;
    }

    Cause cause() {
        return cause;
    }

    /** The kind of all that is not told apart from this. */
    Kind others() {
        return switch (kind) {
            case Calls _ -> Calls.OTHERS;
            case SignIns _ -> SignIns.OTHERS;
        };
    }

    RefusalEvent event() {
        return switch (kind) {
            case Calls calls ->
                    new CallsRefused(
                            calls.account(),
                            calls.method(),
                            calls.error(),
                            records,
                            count,
                            first,
                            last);
            case SignIns signIns ->
                    new SignInsFailed(
                            signIns.user() == null ? null : signIns.user().value(),
                            signIns.secret(),
                            count,
                            first,
                            last);
        };
    }
}
