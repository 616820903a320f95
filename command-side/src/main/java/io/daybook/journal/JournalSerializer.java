package io.daybook.journal;

import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.ChainingConverter;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * Axon's serializer for what the journal keeps: events by their {@link EventCodecs}, and metadata.
 * It knows nothing else, so nothing of Java's own ever gets into a stored byte.
 */
public final class JournalSerializer implements Serializer {
    private static final String METADATA = "metadata";
    private static final SerializedType METADATA_TYPE = new SimpleSerializedType(METADATA, "1");

    private final EventCodecs codecs;
    private final Converter converter = new ChainingConverter();

    public JournalSerializer(EventCodecs codecs) {
        this.codecs = codecs;
    }

    @Override
    public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
        if (object instanceof Map<?, ?> metadata) {
            return serialized(
                    MetadataCodec.encode(MetaData.from(texts(metadata))),
                    representation,
                    METADATA_TYPE);
        }
        if (object == null) {
            throw new SerializationException("an event is never null");
        }
        EventCodec<?> codec = codec(object.getClass());
        return serialized(codec.encode(object), representation, type(codec));
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return converter.canConvert(byte[].class, representation);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S, T> @Nullable T deserialize(SerializedObject<S> stored) {
        SerializedType type = stored.getType();
        if (SerializedType.isEmptyType(type)) {
            return null;
        }
        byte[] bytes = converter.convert(stored, byte[].class).getData();
        // Axon names metadata by its own class when it rebuilds an entry.
        if (isMetadata(type)) {
            return (T) MetaData.from(MetadataCodec.decode(bytes));
        }
        Object event = codecs.decode(type.getName(), type.getRevision(), bytes);
        return (T) (event == null ? new UnknownSerializedType(this, stored) : event);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Class classForType(SerializedType type) {
        if (SerializedType.isEmptyType(type)) {
            return Void.class;
        }
        if (isMetadata(type)) {
            return MetaData.class;
        }
        Class event = codecs.eventOf(type.getName(), type.getRevision());
        return event == null ? UnknownSerializedType.class : event;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || type == Void.class) {
            return SimpleSerializedType.emptyType();
        }
        return Map.class.isAssignableFrom(type) ? METADATA_TYPE : type(codec(type));
    }

    @Override
    public Converter getConverter() {
        return converter;
    }

    private EventCodec<?> codec(Class<?> event) {
        EventCodec<?> codec = codecs.of(event);
        if (codec == null) {
            throw new SerializationException("no stored form is declared of " + event.getName());
        }
        return codec;
    }

    private <T> SerializedObject<T> serialized(
            byte[] bytes, Class<T> representation, SerializedType type) {
        return converter.convert(
                new SimpleSerializedObject<>(bytes, byte[].class, type), representation);
    }

    private static boolean isMetadata(SerializedType type) {
        return METADATA.equals(type.getName()) || MetaData.class.getName().equals(type.getName());
    }

    private static SerializedType type(EventCodec<?> codec) {
        return new SimpleSerializedType(codec.type(), codec.revision());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> texts(Map<?, ?> metadata) {
        return (Map<String, ?>) metadata;
    }
}
