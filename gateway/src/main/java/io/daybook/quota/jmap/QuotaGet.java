package io.daybook.quota.jmap;

import io.daybook.core.AccountId;
import io.daybook.core.jmap.Call;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.Arguments;
import io.daybook.core.jmap.standard.Json;
import io.daybook.core.jmap.standard.Property;
import io.daybook.core.jmap.standard.PropertyTable;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.core.jmap.standard.StandardGet.Found;
import io.daybook.quota.GetQuota;
import io.daybook.quota.GetQuota.QuotaView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Quota/get (RFC 9425 section 4.1): an account has one quota, of the octets of its messages. */
final class QuotaGet implements Method {
    private static final String ID = "octets";

    private static final StandardGet<String, QuotaView> GET =
            new StandardGet<>(
                    PropertyTable.of(
                            List.of(
                                    Property.serverSet("id", _ -> Json.text(ID)),
                                    Property.serverSet("resourceType", _ -> Json.text("octets")),
                                    Property.serverSet("used", q -> Json.number(q.usedOctets())),
                                    Property.serverSet(
                                            "hardLimit", q -> Json.number(q.maxOctets())),
                                    Property.serverSet("scope", _ -> Json.text("account")),
                                    Property.serverSet("name", _ -> Json.text("Mail")),
                                    Property.serverSet("types", _ -> Json.texts(List.of("Email"))),
                                    Property.serverSet("warnLimit", _ -> Json.text(null)),
                                    Property.serverSet("softLimit", _ -> Json.text(null)),
                                    Property.serverSet("description", _ -> Json.text(null)))),
                    text -> text);

    @Override
    public String name() {
        return "Quota/get";
    }

    @Override
    public String capability() {
        return Capability.QUOTA;
    }

    @Override
    public List<Response> call(ObjectNode node, Call call) {
        var account = call.account(node);
        var arguments = new Arguments(node);
        var ids = GET.ids(arguments, call);
        var selection = GET.selection(arguments);
        arguments.noOthers();
        var answer =
                GET.answer(account, ids, selection, call, (known, _) -> find(account, known, call));
        return List.of(new Response(name(), answer));
    }

    private static Found<String, QuotaView> find(
            AccountId account, @Nullable List<String> ids, Call call) {
        var quota = call.query(new GetQuota(account), QuotaView.class);
        // RFC 9425 section 3: no quota whose types all belong to capabilities that are not in use.
        boolean visible = call.using().contains(Capability.MAIL);
        boolean wanted = visible && (ids == null || ids.contains(ID));
        var notFound =
                ids == null
                        ? List.<String>of()
                        : ids.stream().filter(id -> !visible || !id.equals(ID)).toList();
        return new Found<>(quota.state(), wanted ? List.of(quota) : List.of(), notFound, false);
    }
}
