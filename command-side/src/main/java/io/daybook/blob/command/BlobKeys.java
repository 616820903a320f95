package io.daybook.blob.command;

import io.daybook.core.AccountId;
import io.daybook.journal.KeyRing;
import io.daybook.journal.MasterKey;
import io.daybook.journal.Seal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.SecretKey;

/** Wraps the keys of blobs: under the master key, and under the key of each account that links. */
public final class BlobKeys {
    private final MasterKey master;
    private final KeyRing keys;
    private final Seal seal;

    public BlobKeys(MasterKey master, KeyRing keys, Seal seal) {
        this.master = master;
        this.keys = keys;
        this.seal = seal;
    }

    public SecretKey newKey() {
        return seal.newKey();
    }

    public byte[] wrap(SecretKey key, byte[] hash) {
        return master.wrap(key.getEncoded(), context("blob", hash));
    }

    public SecretKey unwrap(byte[] wrapped, byte[] hash) {
        return Seal.key(master.unwrap(wrapped, context("blob", hash)));
    }

    public byte[] wrapFor(AccountId account, SecretKey key, byte[] hash) {
        SecretKey stream = keys.keyFor(account.stream());
        return seal.seal(stream, context("link", hash), key.getEncoded());
    }

    public SecretKey unwrapFor(AccountId account, byte[] wrapped, byte[] hash) {
        SecretKey stream = keys.keyFor(account.stream());
        String what = "the link of " + account + " to " + HexFormat.of().formatHex(hash);
        return Seal.key(Seal.open(stream, context("link", hash), wrapped, what));
    }

    private static byte[] context(String kind, byte[] hash) {
        var context = new ByteArrayOutputStream();
        context.writeBytes(kind.getBytes(StandardCharsets.US_ASCII));
        context.writeBytes(hash);
        return context.toByteArray();
    }
}
