package io.daybook.submission.jmap;

import io.daybook.core.EmailId;
import io.daybook.core.IdentityId;
import io.daybook.core.ThreadId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.Comparators;
import io.daybook.core.jmap.standard.Comparators.Comparison;
import io.daybook.core.jmap.standard.Condition;
import io.daybook.core.jmap.standard.FilterTree;
import io.daybook.core.jmap.standard.KnownIds;
import io.daybook.core.jmap.standard.ListTerms;
import io.daybook.submission.ListSubmissions.Brief;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The filter conditions and sort properties of EmailSubmission/query (RFC 8621 section 7.3). */
final class SubmissionTerms implements ListTerms<Brief> {
    @Override
    public Predicate<Brief> condition(Map.Entry<String, JsonNode> member, Call call) {
        return switch (member.getKey()) {
            case "identityIds" -> {
                Set<IdentityId> wanted = ids(member, call, IdentityId::parse);
                yield submission -> wanted.contains(submission.identity());
            }
            case "emailIds" -> {
                Set<EmailId> wanted = ids(member, call, EmailId::parse);
                yield submission -> wanted.contains(submission.email());
            }
            case "threadIds" -> {
                Set<ThreadId> wanted = ids(member, call, ThreadId::parse);
                yield submission -> wanted.contains(submission.thread());
            }
            case SubmissionProperties.UNDO_STATUS -> {
                String wanted = Condition.text(member);
                yield submission ->
                        SubmissionProperties.wire(submission.undoStatus()).equals(wanted);
            }
            case "before" -> {
                Instant before = Condition.date(member);
                yield submission -> submission.sendAt().isBefore(before);
            }
            case "after" -> {
                Instant after = Condition.date(member);
                yield submission -> !submission.sendAt().isBefore(after);
            }
            default -> throw FilterTree.unsupported("unknown condition");
        };
    }

    @Override
    public Comparator<Brief> order(Comparison comparison) {
        return switch (comparison.property()) {
            case "emailId" -> Comparator.comparing(Brief::email);
            case "threadId" -> Comparator.comparing(Brief::thread);
            // RFC 8621 section 7.3: sentAt is what is called sendAt among the properties.
            case "sentAt", "sendAt" -> Comparator.comparing(Brief::sendAt);
            default -> throw Comparators.unsupported("no sort by this property");
        };
    }

    @Override
    public Changes changes(String name) {
        return name.equals(SubmissionProperties.UNDO_STATUS) ? Changes.SELDOM : Changes.NEVER;
    }

    private static <I> Set<I> ids(
            Map.Entry<String, JsonNode> member, Call call, Function<String, @Nullable I> parser) {
        return new HashSet<>(KnownIds.of(Condition.texts(member), call, parser).known());
    }
}
