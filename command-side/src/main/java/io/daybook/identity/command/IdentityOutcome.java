package io.daybook.identity.command;

import io.daybook.core.IdentityId;
import io.daybook.identity.IdentityEvent;
import io.daybook.identity.IdentityRefusal;
import java.util.List;
import java.util.Map;

/** What became of each record of a call, and the events that record all that succeeded. */
public record IdentityOutcome(
        List<IdentityEvent> events,
        Map<String, IdentityId> created,
        Map<String, IdentityRefusal> notCreated,
        List<IdentityId> updated,
        Map<IdentityId, IdentityRefusal> notUpdated,
        List<IdentityId> destroyed,
        Map<IdentityId, IdentityRefusal> notDestroyed) {}
