package io.daybook.quota.jmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.core.State;
import io.daybook.core.jmap.Capability;
import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.fake.FakeCall;
import io.daybook.core.jmap.fake.Wire;
import io.daybook.quota.GetQuotas;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuotaGetTest {
    private final Method get = QuotaGet.method();
    private final FakeCall call =
            new FakeCall()
                    .on(
                            GetQuotas.class,
                            _ -> new GetQuotas.Quotas(new State("t", 5), 10, 5_000_000_000L, 3, 6));

    @Test
    void an_account_has_quotas_of_octets_and_of_mailboxes() {
        assertThat(Wire.call(get, call, "{'ids': null}"))
                .isEqualTo(
                        Wire.json(
                                "{'accountId':'a1','state':'t-5','list':[{'id':'octets',"
                                        + "'resourceType':'octets','used':10,'hardLimit':5000000000,"
                                        + "'scope':'account','name':'Mail','types':['Email'],"
                                        + "'warnLimit':4500000000,'softLimit':null,"
                                        + "'description':null},{'id':'mailboxes',"
                                        + "'resourceType':'count','used':6,'hardLimit':5000,"
                                        + "'scope':'account','name':'Mailboxes',"
                                        + "'types':['Mailbox'],'warnLimit':4500,'softLimit':null,"
                                        + "'description':null}],'notFound':[]}"));
        var answer = Wire.call(get, call, "{'ids': ['x', 'octets'], 'properties': ['used']}");
        assertThat(answer.get("list")).isEqualTo(Wire.json("[{'id': 'octets', 'used': 10}]"));
        assertThat(answer.get("notFound")).isEqualTo(Wire.json("['x']"));
        assertThat(Wire.call(get, call, "{'ids': []}").get("list")).isEmpty();
    }

    @Test
    void a_limit_beyond_what_json_holds_exactly_is_told_as_the_greatest() {
        call.on(
                GetQuotas.class,
                _ -> new GetQuotas.Quotas(new State("t", 5), 10, Long.MAX_VALUE, 3, 6));
        var answer = Wire.call(get, call, "{'ids': ['octets'], 'properties': ['hardLimit']}");
        assertThat(answer.at("/list/0/hardLimit").longValue()).isEqualTo((1L << 53) - 1);
    }

    @Test
    void a_client_that_does_not_use_mail_has_no_quota_of_mail() {
        call.using = Set.of(Capability.CORE, Capability.QUOTA);
        assertThat(Wire.call(get, call, "{}").get("list")).isEmpty();
        var answer = Wire.call(get, call, "{'ids': ['octets']}");
        assertThat(answer.get("notFound")).isEqualTo(Wire.json("['octets']"));
    }

    @Test
    void wrong_arguments_are_refused() {
        Wire.refuses(get, call, "{'properties': ['free']}");
        Wire.refuses(get, call, "{'ids': 'octets'}");
    }
}
