package io.daybook.push.command;

import io.daybook.push.PushCommand.ChangePushSubscriptions;
import io.daybook.push.PushCommand.EndPushSubscriptions;
import io.daybook.push.PushCommand.Ending;
import io.daybook.push.PushCommand.NewSubscription;
import io.daybook.push.PushCommand.NoteVerificationSent;
import io.daybook.push.PushCommand.SubscriptionPatch;
import io.daybook.push.PushEvent;
import io.daybook.push.PushEvent.PushSubscriptionChanged;
import io.daybook.push.PushEvent.PushSubscriptionCreated;
import io.daybook.push.PushEvent.PushSubscriptionDestroyed;
import io.daybook.push.PushEvent.PushSubscriptionVerified;
import io.daybook.push.PushEvent.PushVerificationSent;
import io.daybook.push.PushRefusal;
import io.daybook.push.PushRefusal.NoSuchSubscription;
import io.daybook.push.PushRefusal.TooManyNew;
import io.daybook.push.PushRefusal.TooManySubscriptions;
import io.daybook.push.PushRefusal.WrongVerificationCode;
import io.daybook.push.PushSubscriptionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of PushSubscription/set (RFC 8620 section 7.2.2). Pure. Changes the state as it goes:
 * whoever decides hands over one that is theirs.
 */
final class PushDecider {
    static final int MAX_SUBSCRIPTIONS = 50;

    // RFC 8620 section 8.6: each new subscription makes the server call a stranger.
    static final int MAX_NEW = 30;
    static final Duration NEW = Duration.ofHours(1);

    private final PushState state;
    private final List<PushEvent> events = new ArrayList<>();
    private final Map<PushSubscriptionId, PushRefusal> refused = new LinkedHashMap<>();

    PushDecider(PushState state) {
        this.state = state;
    }

    List<PushEvent> events() {
        return events;
    }

    Map<PushSubscriptionId, PushRefusal> refused() {
        return refused;
    }

    void decide(ChangePushSubscriptions change) {
        Instant now = change.now();
        change.create().forEach(one -> create(one, change.credential(), now));
        change.update().forEach(patch -> update(patch, change.credential(), now));
        for (PushSubscriptionId id : change.destroy()) {
            if (find(id, change.credential(), now) == null) {
                refused.put(id, new NoSuchSubscription());
            } else {
                accept(new PushSubscriptionDestroyed(id, Ending.DESTROYED.name()));
            }
        }
    }

    void decide(NoteVerificationSent sent) {
        PushState.Subscription known = state.find(sent.id());
        if (known != null && !known.verificationSent()) {
            accept(new PushVerificationSent(sent.id()));
        }
    }

    void decide(EndPushSubscriptions end) {
        for (PushSubscriptionId id : end.ids()) {
            if (state.find(id) != null) {
                accept(new PushSubscriptionDestroyed(id, end.why().name()));
            }
        }
    }

    private void create(NewSubscription one, String credential, Instant now) {
        if (state.size(now) >= MAX_SUBSCRIPTIONS) {
            refused.put(one.id(), new TooManySubscriptions(MAX_SUBSCRIPTIONS));
        } else if (state.createdSince(now.minus(NEW)) >= MAX_NEW) {
            refused.put(one.id(), new TooManyNew());
        } else {
            accept(
                    new PushSubscriptionCreated(
                            one.id(),
                            credential,
                            one.deviceClientId(),
                            one.endpoint(),
                            one.verificationCode(),
                            one.expires(),
                            one.types(),
                            now));
        }
    }

    private void update(SubscriptionPatch patch, String credential, Instant now) {
        PushState.Subscription known = find(patch.id(), credential, now);
        if (known == null) {
            refused.put(patch.id(), new NoSuchSubscription());
            return;
        }
        String code = patch.verificationCode();
        // RFC 8620 section 7.2.2: an invalid verification code MUST be rejected.
        if (code != null && !same(code, known.verificationCode())) {
            refused.put(patch.id(), new WrongVerificationCode());
            return;
        }
        if (code != null && !known.verified()) {
            accept(new PushSubscriptionVerified(patch.id()));
        }
        Instant expires = patch.expires() == null ? known.expires() : patch.expires();
        var types = patch.types() == null ? known.types() : patch.types().names();
        if (!expires.equals(known.expires()) || !Objects.equals(types, known.types())) {
            accept(new PushSubscriptionChanged(patch.id(), expires, types));
        }
    }

    /** One whose time is over is there no longer, whether or not it was ended. */
    private PushState.@Nullable Subscription find(
            PushSubscriptionId id, String credential, Instant now) {
        PushState.Subscription known = state.find(id);
        boolean visible =
                known != null
                        && known.credential().equals(credential)
                        && now.isBefore(known.expires());
        return visible ? known : null;
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private void accept(PushEvent event) {
        events.add(event);
        state.evolve(event);
    }
}
