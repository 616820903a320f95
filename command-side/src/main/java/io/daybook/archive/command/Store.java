package io.daybook.archive.command;

import io.daybook.blob.BlobStore;
import io.daybook.blob.command.AccountBlobs;
import io.daybook.journal.Arrivals;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.KeyRing;
import io.daybook.journal.Seal;
import io.daybook.journal.Sealer;
import io.daybook.journal.StoredEvents;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * The journal and the blobs that archives are made of, and that they are brought into.
 *
 * @param version of this Daybook
 */
record Store(
        StoredEvents events,
        KeyRing keys,
        Seal seal,
        Sealer sealer,
        EventCodecs codecs,
        Arrivals arrivals,
        BlobStore blobs,
        AccountBlobs accountBlobs,
        Clock clock,
        SecureRandom random,
        String version) {}
