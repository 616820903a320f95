package io.daybook.snippet.jmap;

import io.daybook.core.jmap.Method;
import io.daybook.core.jmap.standard.PastMethod;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The methods of search snippets. */
@AutoConfiguration
public class SnippetJmapConfiguration {
    @Bean
    Method snippetGet() {
        return new PastMethod(new SnippetGet());
    }
}
