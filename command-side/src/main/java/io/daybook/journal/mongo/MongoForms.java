package io.daybook.journal.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.daybook.journal.EventCodecs;
import io.daybook.journal.Form;
import io.daybook.journal.JournalFailure;
import io.daybook.journal.WrittenForms;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/** The stored forms of the journal, and which version noted each first. */
final class MongoForms implements WrittenForms {
    private final MongoCollection<Document> forms;
    private final String version;
    private final Set<Form> noted = ConcurrentHashMap.newKeySet();

    private MongoForms(JournalCollections collections, String version) {
        forms = collections.forms();
        this.version = version;
    }

    /**
     * @param version of this Daybook
     * @throws JournalFailure when the journal holds a form that the codecs do not know
     */
    static MongoForms open(JournalCollections collections, EventCodecs codecs, String version) {
        var opened = new MongoForms(collections, version);
        Calls.run(() -> {
            for (Document kept : opened.forms.find()) {
                var form = new Form(kept.getString("type"), kept.getString("revision"));
                if (!codecs.knows(form)) {
                    throw new JournalFailure(
                            "The journal was written by Daybook "
                                    + kept.getString("by")
                                    + " and holds events that this one ("
                                    + version
                                    + ") does not know ("
                                    + form
                                    + "): run that version or a later one.");
                }
                opened.noted.add(form);
            }
        });
        return opened;
    }

    @Override
    public void note(Form form) {
        if (noted.contains(form)) {
            return;
        }
        Calls.run(() ->
                forms.updateOne(
                        Filters.eq(form.toString()),
                        Updates.combine(
                                Updates.setOnInsert("type", form.type()),
                                Updates.setOnInsert("revision", form.revision()),
                                Updates.setOnInsert("by", version)),
                        new UpdateOptions().upsert(true)));
        noted.add(form);
    }
}
