package io.daybook.journal.mongo;

import com.mongodb.ReadPreference;
import com.mongodb.client.MongoDatabase;
import io.daybook.core.Probe;
import org.bson.Document;

/** Asks the primary, without which nothing can be written. */
record MongoProbe(MongoDatabase database) implements Probe {
    @Override
    public String name() {
        return "mongodb";
    }

    @Override
    public boolean isEssential() {
        return true;
    }

    @Override
    public void check() {
        database.runCommand(new Document("ping", 1), ReadPreference.primary());
    }
}
