package io.daybook.proof.admin;

import io.daybook.core.Unavailable;
import io.daybook.proof.Finding;
import io.daybook.proof.Verifier;
import io.daybook.proof.Verifier.Report;
import io.daybook.proof.Verifier.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One look at everything that is kept, part by part: tells the first of each kind of wrong. */
final class Verification implements Report, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

    private final String id;
    private final List<Verifier> verifiers;
    private final Scope scope;
    private final long began = System.nanoTime();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Wrong> wrongs = new LinkedHashMap<>();
    private String current = "";
    private String stage = "running";
    private long ended;
    private volatile boolean cancelled;

    private record Part(String what, long done, long inAll, double seconds) {}

    private record Wrong(Finding first, long count) {}

    Verification(String id, List<Verifier> verifiers, Scope scope) {
        this.id = id;
        this.verifiers = verifiers;
        this.scope = scope;
    }

    String id() {
        return id;
    }

    synchronized boolean isRunning() {
        return stage.equals("running");
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public void run() {
        String end = "done";
        try {
            for (var verifier : verifiers) {
                begin(verifier.part());
                verifier.verify(scope, this);
            }
        } catch (CancellationException e) {
            LOG.info("Verification {} was cancelled.", id);
            end = "cancelled";
        } catch (Unavailable e) {
            LOG.warn("Verification {} broke off: {}", id, e.getMessage());
            found(
                    new Finding(
                            current,
                            "not verified",
                            "",
                            "it broke off: a store does not answer",
                            "See the log, and verify again when /health says that all are there."));
            end = "failed";
        } catch (RuntimeException e) {
            LOG.error("Verification {} broke off", id, e);
            found(
                    new Finding(
                            current,
                            "not verified",
                            "",
                            "it broke off: " + e,
                            "See the log; if it goes on failing, report it with the trace."));
            end = "failed";
        }
        synchronized (this) {
            stage = end;
            ended = System.nanoTime();
        }
    }

    private synchronized void begin(String part) {
        current = part;
        parts.put(part, new Part("", 0, 0, 0));
    }

    @Override
    public synchronized void found(Finding finding) {
        wrongs.merge(
                finding.part() + " " + finding.kind(),
                new Wrong(finding, 1),
                (first, _) -> new Wrong(first.first, first.count + 1));
    }

    @Override
    public synchronized void progress(String what, long done, long inAll) {
        if (cancelled) {
            throw new CancellationException("the verification was cancelled");
        }
        var before = parts.get(current);
        if (before == null || before.done() <= done) {
            parts.put(current, new Part(what, done, inAll, (System.nanoTime() - began) / 1e9));
        }
    }

    synchronized ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", id)
                .put("stage", stage)
                .put(
                        "seconds",
                        Math.round(((ended == 0 ? System.nanoTime() : ended) - began) / 1e6)
                                / 1000.0)
                .put("sound", stage.equals("done") && wrongs.isEmpty());
        var done = json.putArray("parts");
        parts.forEach((name, part) ->
                done.addObject()
                        .put("part", name)
                        .put("what", part.what())
                        .put("done", part.done())
                        .put("inAll", part.inAll()));
        var found = json.putArray("findings");
        wrongs.values()
                .forEach(wrong ->
                        found.addObject()
                                .put("part", wrong.first.part())
                                .put("kind", wrong.first.kind())
                                .put("where", wrong.first.where())
                                .put("what", wrong.first.what())
                                .put("advice", wrong.first.advice())
                                .put("count", wrong.count));
        return json;
    }
}
