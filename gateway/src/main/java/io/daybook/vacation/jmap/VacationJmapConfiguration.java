package io.daybook.vacation.jmap;

import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.StandardGet;
import io.daybook.vacation.GetVacation;
import io.daybook.vacation.GetVacation.Vacation;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of the vacation response. */
@AutoConfiguration
public class VacationJmapConfiguration {
    @Bean
    Method vacationGet() {
        return new StandardGet<>(
                VacationProperties.TYPE,
                (account, _, call) ->
                        (ids, _) -> {
                            var vacation = call.query(new GetVacation(account), Vacation.class);
                            return StandardGet.among(
                                    vacation.state(),
                                    List.of(vacation.setting()),
                                    VacationProperties.TABLE,
                                    ids);
                        });
    }

    @Bean
    Method vacationSet() {
        return new VacationSet();
    }
}
