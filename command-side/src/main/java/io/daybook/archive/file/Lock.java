package io.daybook.archive.file;

import io.daybook.archive.Archives.Passphrase;
import io.daybook.archive.Archives.Protection;
import io.daybook.archive.Archives.Unprotected;
import io.daybook.archive.Flaw;
import io.daybook.journal.Seal;
import io.daybook.journal.SealBroken;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKey;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The key of an archive, and how {@code archive.json} keeps it: wrapped under a passphrase
 * (argon2id, RFC 9106, then AES-256-GCM), or in clear.
 */
record Lock(SecretKey key, ObjectNode json) {
    private static final HexFormat HEX = HexFormat.of();
    private static final String PASSPHRASE = "argon2id";
    private static final String NONE = "none";
    private static final int MEMORY_KIB = 64 << 10;
    private static final int ITERATIONS = 3;
    private static final int LANES = 4;
    private static final int SALT_OCTETS = 16;
    private static final int MOST_MEMORY_KIB = 256 << 10;
    private static final int MOST_ITERATIONS = 10;
    private static final int MOST_LANES = 16;
    private static final byte[] CONTEXT = "daybook archive key".getBytes(StandardCharsets.US_ASCII);

    /** A new key, locked as asked. */
    static Lock make(Protection protection, Seal seal, RandomGenerator random) {
        SecretKey key = seal.newKey();
        var json = JsonNodeFactory.instance.objectNode();
        switch (protection) {
            case Unprotected() ->
                    json.put("kind", NONE).put("key", HEX.formatHex(key.getEncoded()));
            case Passphrase(var text) -> {
                byte[] salt = new byte[SALT_OCTETS];
                random.nextBytes(salt);
                SecretKey outer = derive(text, salt, MEMORY_KIB, ITERATIONS, LANES);
                json.put("kind", PASSPHRASE)
                        .put("memoryKib", MEMORY_KIB)
                        .put("iterations", ITERATIONS)
                        .put("lanes", LANES)
                        .put("salt", HEX.formatHex(salt))
                        .put("key", HEX.formatHex(seal.seal(outer, CONTEXT, key.getEncoded())));
            }
        }
        return new Lock(key, json);
    }

    /**
     * The key; null when it takes a passphrase and there is none.
     *
     * @throws FlawFound when the passphrase is wrong, or the lock is none
     */
    static @Nullable SecretKey open(JsonNode json, @Nullable String passphrase) throws FlawFound {
        try {
            byte[] kept = HEX.parseHex(json.path("key").asString(""));
            return switch (json.path("kind").asString("")) {
                case NONE -> {
                    if (kept.length != Seal.KEY_OCTETS) {
                        throw FlawFound.broken(Names.OPENING);
                    }
                    yield Seal.key(kept);
                }
                case PASSPHRASE -> passphrase == null ? null : open(json, kept, passphrase);
                default -> throw FlawFound.broken(Names.OPENING);
            };
        } catch (IllegalArgumentException e) {
            throw FlawFound.broken(Names.OPENING);
        }
    }

    private static SecretKey open(JsonNode json, byte[] kept, String passphrase) throws FlawFound {
        SecretKey outer =
                derive(
                        passphrase,
                        HEX.parseHex(json.path("salt").asString("")),
                        number(json, "memoryKib", MOST_MEMORY_KIB),
                        number(json, "iterations", MOST_ITERATIONS),
                        number(json, "lanes", MOST_LANES));
        try {
            return Seal.key(Seal.open(outer, CONTEXT, kept, "the key of the archive"));
        } catch (SealBroken e) {
            throw new FlawFound(new Flaw.WrongPassphrase());
        }
    }

    /** Bounded, since whoever wrote the file may wish that this takes long. */
    private static int number(JsonNode json, String name, int most) throws FlawFound {
        int value = json.path(name).asInt(0);
        if (value < 1 || value > most) {
            throw FlawFound.broken(Names.OPENING);
        }
        return value;
    }

    private static SecretKey derive(
            String passphrase, byte[] salt, int memory, int iterations, int lanes) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memory)
                        .withIterations(iterations)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        byte[] key = new byte[Seal.KEY_OCTETS];
        generator.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), key);
        return Seal.key(key);
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "the key of an archive";
    }
}
