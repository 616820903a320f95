package io.daybook.journal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The current stored form of every event type. Older revisions are brought here by upcasters. */
public final class EventCodecs {
    private final Map<String, EventCodec<?>> byType = new HashMap<>();
    private final Map<Class<?>, EventCodec<?>> byClass = new HashMap<>();

    /**
     * @throws IllegalArgumentException when two events share a name, or an event has two names
     */
    public EventCodecs(Collection<? extends EventCodec<?>> codecs) {
        for (EventCodec<?> codec : codecs) {
            if (byType.put(codec.type(), codec) != null
                    || byClass.put(codec.event(), codec) != null) {
                throw new IllegalArgumentException("two stored forms of " + codec.type());
            }
        }
    }

    public List<EventCodec<?>> all() {
        return List.copyOf(byType.values());
    }

    /** The form of this event type, or null when it is no event of the language. */
    public @Nullable EventCodec<?> of(Class<?> event) {
        return byClass.get(event);
    }

    /** The form with this name at its current revision, or null. */
    public @Nullable EventCodec<?> find(String type, @Nullable String revision) {
        EventCodec<?> codec = byType.get(type);
        return codec == null || !codec.revision().equals(revision) ? null : codec;
    }
}
