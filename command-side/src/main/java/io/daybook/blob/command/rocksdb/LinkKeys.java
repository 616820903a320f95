package io.daybook.blob.command.rocksdb;

import io.daybook.journal.rocksdb.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The keys of links, of their expiries, of what leads back from a blob, and of marks. */
final class LinkKeys {
    static final byte[] EXPIRIES = {'E'};
    static final byte[] MARKS = {'M'};
    static final byte[] DOUBTS = {'D'};
    private static final byte[] DOUBTED = {'Q'};
    static final byte[] PERMANENT = {'P'};
    private static final byte[] UPLOAD = {'U'};
    private static final byte[] BACK = {'R'};
    private static final int HASH = 32;

    /** An upload that expires. */
    record Expiry(long at, String account, String uploader, byte[] hash) {}

    private LinkKeys() {}

    static byte[] permanent(String account, byte[] hash) {
        return Keys.of(permanents(account), hash);
    }

    /** What the keys of all permanent links of the account begin with. */
    static byte[] permanents(String account) {
        return Keys.of(PERMANENT, Keys.name(account));
    }

    static byte[] upload(String account, String uploader, byte[] hash) {
        return Keys.of(uploads(account, uploader), hash);
    }

    static byte[] uploads(String account, String uploader) {
        return Keys.of(UPLOAD, Keys.name(account), Keys.name(uploader));
    }

    static byte[] expiry(long at, String account, String uploader, byte[] hash) {
        return Keys.of(EXPIRIES, Keys.number(at), Keys.name(account), Keys.name(uploader), hash);
    }

    static Expiry expiry(byte[] key) {
        int account = 1 + Long.BYTES;
        int uploader = account + Keys.nameLength(key, account) + 1;
        return new Expiry(
                Keys.number(key, 1),
                Keys.nameAt(key, account),
                Keys.nameAt(key, uploader),
                lastHash(key));
    }

    /** A permanent link that is doubted. */
    record Doubt(long at, String account, byte[] hash) {}

    static byte[] doubt(long at, String account, byte[] hash) {
        return Keys.of(DOUBTS, Keys.number(at), Keys.name(account), hash);
    }

    static Doubt doubt(byte[] key) {
        return new Doubt(Keys.number(key, 1), Keys.nameAt(key, 1 + Long.BYTES), lastHash(key));
    }

    static byte[] doubted(String account, byte[] hash) {
        return Keys.of(DOUBTED, Keys.name(account), hash);
    }

    /** What every link of any account leaves below the blob. */
    static byte[] back(byte[] hash) {
        return Keys.of(BACK, hash);
    }

    static byte[] backFromPermanent(String account, byte[] hash) {
        return Keys.of(back(hash), PERMANENT, Keys.name(account));
    }

    static byte[] backFromUploads(String account, byte[] hash) {
        return Keys.of(back(hash), UPLOAD, Keys.name(account));
    }

    static byte[] backFromUpload(String account, String uploader, byte[] hash) {
        return Keys.of(backFromUploads(account, hash), Keys.name(uploader));
    }

    /** The uploader in a key that starts with {@link #backFromUploads}. */
    static String uploader(byte[] key, byte[] prefix) {
        return new String(
                key, prefix.length, key.length - prefix.length - 1, StandardCharsets.UTF_8);
    }

    static byte[] mark(long at, byte[] hash) {
        return Keys.of(MARKS, Keys.number(at), hash);
    }

    static byte[] lastHash(byte[] key) {
        return Arrays.copyOfRange(key, key.length - HASH, key.length);
    }
}
