package io.daybook.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The current stored form of every event type, and the way from each older form to it. Whatever was
 * ever stored is read for ever.
 */
public final class EventCodecs {
    /** What is read of a stored form: older fields go through the steps first. */
    private record Reading(EventCodec<?> codec, List<Upcaster> steps) {
        Object decode(byte[] octets) {
            byte[] fields = octets;
            for (Upcaster step : steps) {
                fields = step.fields().apply(fields);
            }
            return codec.codec().decode(fields);
        }
    }

    private final Map<String, EventCodec<?>> byType = new HashMap<>();
    private final Map<Class<?>, EventCodec<?>> byClass = new HashMap<>();
    private final Map<Form, Reading> readings = new TreeMap<>();

    public EventCodecs(Collection<? extends EventCodec<?>> codecs) {
        this(codecs, List.of());
    }

    /**
     * @throws IllegalArgumentException when two events share a name, an event has two names, or a
     *     chain of upcasters does not end at a current form
     */
    public EventCodecs(Collection<? extends EventCodec<?>> codecs, Collection<Upcaster> upcasters) {
        for (EventCodec<?> codec : codecs) {
            if (byType.put(codec.type(), codec) != null
                    || byClass.put(codec.event(), codec) != null) {
                throw new IllegalArgumentException("two stored forms of " + codec.type());
            }
            readings.put(codec.form(), new Reading(codec, List.of()));
        }
        var next = new TreeMap<Form, Upcaster>();
        for (Upcaster upcaster : upcasters) {
            if (readings.containsKey(upcaster.from())
                    || next.put(upcaster.from(), upcaster) != null) {
                throw new IllegalArgumentException("two ways to read " + upcaster.from());
            }
        }
        next.values().forEach(first -> readings.put(first.from(), chain(first, next)));
    }

    private Reading chain(Upcaster first, Map<Form, Upcaster> next) {
        var steps = new ArrayList<Upcaster>();
        for (Upcaster step = first; step != null; step = next.get(step.to())) {
            steps.add(step);
            if (steps.size() > next.size()) {
                throw new IllegalArgumentException("upcasters lead in a circle: " + first.from());
            }
        }
        Form last = steps.getLast().to();
        EventCodec<?> codec = byType.get(last.type());
        if (codec == null || !codec.form().equals(last)) {
            throw new IllegalArgumentException(
                    first.from() + " is brought to " + last + ", which is no current form");
        }
        return new Reading(codec, List.copyOf(steps));
    }

    public List<EventCodec<?>> all() {
        return List.copyOf(byType.values());
    }

    /** The form of this event type, or null when it is no event of the language. */
    public @Nullable EventCodec<?> of(Class<?> event) {
        return byClass.get(event);
    }

    /** The event type that a form is read as, or null when nobody knows the form. */
    public @Nullable Class<?> eventOf(String type, @Nullable String revision) {
        Reading reading = reading(type, revision);
        return reading == null ? null : reading.codec().event();
    }

    /**
     * The event, or null when nobody knows the form.
     *
     * @throws io.daybook.core.codec.MalformedRecord when the fields are damaged
     */
    public @Nullable Object decode(String type, @Nullable String revision, byte[] fields) {
        EventCodec<?> current = byType.get(type);
        if (current != null && current.revision().equals(revision)) {
            return current.codec().decode(fields);
        }
        Reading reading = reading(type, revision);
        return reading == null ? null : reading.decode(fields);
    }

    public boolean knows(Form form) {
        return readings.containsKey(form);
    }

    private @Nullable Reading reading(String type, @Nullable String revision) {
        return revision == null ? null : readings.get(new Form(type, revision));
    }
}
