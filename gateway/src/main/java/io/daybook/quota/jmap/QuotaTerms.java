package io.daybook.quota.jmap;

import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.standard.Collation;
import io.daybook.core.jmap.standard.Comparators;
import io.daybook.core.jmap.standard.Comparators.Comparison;
import io.daybook.core.jmap.standard.Condition;
import io.daybook.core.jmap.standard.FilterTree;
import io.daybook.core.jmap.standard.ListTerms;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The filter conditions and sort properties of Quota/query (RFC 9425 section 4.4). */
final class QuotaTerms implements ListTerms<QuotaRecord> {
    /** Of all our quotas (RFC 9425 section 3.1). */
    static final String SCOPE = "account";

    @Override
    public Predicate<QuotaRecord> condition(Map.Entry<String, JsonNode> member, Call call) {
        return switch (member.getKey()) {
            case "name" -> {
                String text = Condition.text(member);
                yield quota -> quota.kind().label().contains(text);
            }
            case "scope" -> {
                boolean matches = Condition.text(member).equals(SCOPE);
                yield _ -> matches;
            }
            case "resourceType" -> {
                String text = Condition.text(member);
                yield quota -> quota.kind().resourceType().equals(text);
            }
            case "type" -> {
                String text = Condition.text(member);
                yield quota -> quota.kind().types().contains(text);
            }
            default -> throw FilterTree.unsupported("unknown condition");
        };
    }

    @Override
    public Comparator<QuotaRecord> order(Comparison comparison) {
        return switch (comparison.property()) {
            case "name" ->
                    Comparator.comparing(
                            quota -> quota.kind().label(),
                            Collation.comparator(comparison.collation()));
            case "used" -> Comparator.comparingLong(QuotaRecord::used);
            default -> throw Comparators.unsupported("no sort by this property");
        };
    }

    @Override
    public Changes changes(String name) {
        return name.equals("used") ? Changes.OFTEN : Changes.NEVER;
    }
}
