package io.daybook.proof.command.file;

import io.daybook.journal.file.DataFolder;
import io.daybook.proof.command.AnchorShelf;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Where the embedded product keeps its anchors. */
@AutoConfiguration
@ConditionalOnProperty(name = "daybook.product", havingValue = "embedded", matchIfMissing = true)
public class AnchorFolderAutoConfiguration {
    @Bean
    AnchorShelf anchorShelf(DataFolder folder) {
        return new AnchorFolder(folder.path().resolve("anchors"));
    }
}
