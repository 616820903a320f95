package io.daybook.blob.command.rocksdb;

import io.daybook.core.AccountId;
import io.daybook.journal.KeyRing;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import io.daybook.journal.rocksdb.Keys;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.SecretKey;

/** Wraps the keys of blobs: under the master key, and under the key of each account that links. */
final class BlobKeys {
    private final MasterKey master;
    private final KeyRing keys;
    private final Seal seal;

    BlobKeys(MasterKey master, KeyRing keys, Seal seal) {
        this.master = master;
        this.keys = keys;
        this.seal = seal;
    }

    SecretKey newKey() {
        return seal.newKey();
    }

    byte[] wrap(SecretKey key, byte[] hash) {
        return master.wrap(key.getEncoded(), context("blob", hash));
    }

    SecretKey unwrap(byte[] wrapped, byte[] hash) {
        return Seal.key(master.unwrap(wrapped, context("blob", hash)));
    }

    byte[] wrapFor(AccountId account, SecretKey key, byte[] hash) {
        SecretKey stream = keys.keyFor(account.stream());
        return seal.seal(stream, context("link", hash), key.getEncoded());
    }

    SecretKey unwrapFor(AccountId account, byte[] wrapped, byte[] hash) {
        SecretKey stream = keys.keyFor(account.stream());
        String what = "the link of " + account + " to " + HexFormat.of().formatHex(hash);
        return Seal.key(Seal.open(stream, context("link", hash), wrapped, what));
    }

    private static byte[] context(String kind, byte[] hash) {
        return Keys.of(kind.getBytes(StandardCharsets.US_ASCII), hash);
    }
}
