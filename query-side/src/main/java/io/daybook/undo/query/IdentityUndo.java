package io.daybook.undo.query;

import io.daybook.core.IdentityId;
import io.daybook.identity.GetIdentities.IdentityView;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityEvent.IdentityChanged;
import io.daybook.identity.IdentityEvent.IdentityCreated;
import io.daybook.identity.IdentityEvent.IdentityDestroyed;
import io.daybook.identity.IdentityRevert;
import io.daybook.identity.IdentityRevert.BringBack;
import io.daybook.identity.IdentityRevert.ChangeBack;
import io.daybook.identity.IdentityRevert.TakeAway;
import io.daybook.identity.IdentityRules;
import io.daybook.identity.IdentitySetting;
import io.daybook.identity.IdentitySetting.Correspondent;
import io.daybook.undo.RevertPlan.Identities;
import io.daybook.undo.query.AccountPast.Past;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The identities through the undone changes, compared with those of now. */
final class IdentityUndo {
    private static final List<String> NAMES =
            List.of("email", "name", "replyTo", "bcc", "textSignature", "htmlSignature");

    private final Map<IdentityId, Said> said = new HashMap<>();
    private final Map<IdentityId, Said> destroyed = new HashMap<>();
    private final Map<IdentityId, Properties> touched = new TreeMap<>();
    private final List<IdentityRevert> reverts = new ArrayList<>();
    private final List<IdentityId> unchanged = new ArrayList<>();
    private final Map<IdentityId, List<String>> contradicted = new LinkedHashMap<>();

    private record Said(String email, IdentitySetting setting) {}

    private IdentityUndo(String owner) {
        said.put(IdentityRules.OWNER, new Said(owner, IdentitySetting.NONE));
    }

    /**
     * @param undone the sequence numbers of the events that are undone
     */
    static Identities plan(Set<Long> undone, AccountPast past) {
        var undo = new IdentityUndo(past.owner());
        past.identities().forEach(event -> undo.take(event, undone.contains(event.seq())));
        var now = past.identitiesNow();
        Map<IdentityId, IdentityView> views = new HashMap<>();
        now.identities().forEach(view -> views.put(view.id(), view));
        undo.touched.forEach((id, properties) -> undo.compare(id, properties, views.get(id)));
        return new Identities(now.state(), undo.reverts, undo.unchanged, undo.contradicted);
    }

    private void take(Past<IdentityEvent> event, boolean isUndone) {
        IdentityId id = event.event().identity();
        Said was = said.get(id);
        Said is =
                switch (event.event()) {
                    case IdentityCreated(_, var email, var setting) -> new Said(email, setting);
                    case IdentityChanged(_, var setting) ->
                            was == null ? null : new Said(was.email(), setting);
                    case IdentityDestroyed _ -> null;
                };
        if (isUndone) {
            touched.computeIfAbsent(id, _ -> new Properties(NAMES.size()))
                    .change(was == null ? null : values(was), is == null ? null : values(is));
        }
        if (is != null) {
            said.put(id, is);
        } else if (was != null) {
            said.remove(id);
            destroyed.put(id, was);
        }
    }

    private void compare(IdentityId id, Properties properties, @Nullable IdentityView view) {
        Said now = view == null ? null : new Said(view.email(), view.setting());
        Said last = destroyed.get(id);
        var brought = properties.brought();
        if (brought != null) {
            takeAway(id, brought, now);
        } else if (properties.isDestroyed() && last != null && now == null) {
            List<@Nullable Object> before = properties.before(values(last));
            reverts.add(new BringBack(id, last.email(), setting(before)));
        } else if (properties.cameAndWent()) {
            return;
        } else if (now == null) {
            contradicted.put(id, List.of());
        } else {
            changeBack(id, properties, now);
        }
    }

    private void takeAway(IdentityId id, List<@Nullable Object> left, @Nullable Said now) {
        if (now == null) {
            unchanged.add(id);
        } else if (left.equals(values(now))) {
            reverts.add(new TakeAway(id));
        } else {
            contradicted.put(id, different(left, values(now)));
        }
    }

    private void changeBack(IdentityId id, Properties properties, Said now) {
        List<String> names = properties.contradicted(values(now)).stream().map(NAMES::get).toList();
        List<@Nullable Object> wanted = properties.reverted(values(now));
        if (!names.isEmpty()) {
            contradicted.put(id, names);
        } else if (wanted.equals(values(now))) {
            unchanged.add(id);
        } else {
            reverts.add(new ChangeBack(id, setting(wanted)));
        }
    }

    private static List<String> different(List<?> one, List<?> other) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            if (!Objects.equals(one.get(i), other.get(i))) {
                names.add(NAMES.get(i));
            }
        }
        return names;
    }

    private static List<@Nullable Object> values(Said it) {
        IdentitySetting s = it.setting();
        return Arrays.asList(
                it.email(), s.name(), s.replyTo(), s.bcc(), s.textSignature(), s.htmlSignature());
    }

    @SuppressWarnings("unchecked")
    private static IdentitySetting setting(List<@Nullable Object> values) {
        return new IdentitySetting(
                (String) values.get(1),
                (List<Correspondent>) values.get(2),
                (List<Correspondent>) values.get(3),
                (String) values.get(4),
                (String) values.get(5));
    }
}
