package io.daybook.email.projection.elastic;

import io.daybook.core.AccountId;
import io.daybook.email.projection.elastic.Progress.Reached;
import java.util.HashMap;
import java.util.Map;

/** The generation of an account that is searched while another one is made. */
record SearchedNow(
        AccountId account,
        KnownAccounts known,
        Progress progress,
        TextWriter writer,
        TextSearch search) {
    /** Up to which event it has come. */
    long version() {
        return known.readAgain(account).applied();
    }

    Scope scope() {
        return new Scope(account, known.get(account).generation());
    }

    /** Messages by email, of a generation. */
    Map<Integer, String> messages(Scope scope) {
        known.refresh(account);
        var found = new HashMap<Integer, String>();
        search.visit(
                scope,
                TextQueries.everything(),
                (email, blob, _) -> found.put(email, blob.value()));
        return found;
    }

    /**
     * @throws IllegalStateException when it has come further
     */
    void replaceBy(Scope next, long version) {
        var reached = new Reached(next.generation(), version);
        if (version() > version || !progress.write(account, reached, true)) {
            throw new IllegalStateException("the text index has come further");
        }
        known.written(account, reached);
    }

    void purge(Scope scope) {
        known.refresh(account);
        writer.purge(scope, search);
    }
}
