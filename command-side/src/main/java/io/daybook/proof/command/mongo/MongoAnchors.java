package io.daybook.proof.command.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.mongo.Calls;
import io.daybook.proof.Anchor;
import io.daybook.proof.AnchorText;
import io.daybook.proof.command.AnchorShelf;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document for each anchor, by its number, with the text that a file would have. */
public final class MongoAnchors implements AnchorShelf {
    private final MongoCollection<Document> anchors;

    public MongoAnchors(MongoDatabase database) {
        anchors = database.getCollection("anchors");
    }

    @Override
    public List<@Nullable Anchor> all() {
        var texts =
                Calls.call(() ->
                        anchors.find()
                                .sort(Sorts.ascending("_id"))
                                .map(kept -> kept.getString("text"))
                                .into(new ArrayList<>()));
        var all = new ArrayList<@Nullable Anchor>();
        texts.forEach(text -> all.add(AnchorText.read(text)));
        return all;
    }

    @Override
    public boolean add(Anchor anchor) {
        var document =
                new Document("_id", anchor.number()).append("text", AnchorText.write(anchor));
        return Calls.call(() -> {
            try {
                anchors.insertOne(document);
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                return false;
            }
        });
    }

    @Override
    public RuntimeException damaged(long number) {
        return new JournalFailure(
                "The anchor "
                        + number
                        + " in the collection anchors cannot be read: put it back from your backup, or"
                        + " rename the collection to begin a new chain of anchors.");
    }
}
