package hanout;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.CollectionBackedOplog;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * The log behind change streams. The library keeps it for ever and searches all of it for each stream; this one
 * forgets what every stream has long seen. A stream cannot resume from before that.
 */
final class ShortOplog extends CollectionBackedOplog {
    private static final int TRIM_EVERY = 250;
    private static final int KEPT_SECONDS = 5;

    private final MongoCollection<Document> entries;
    private int sinceTrim = 0;

    ShortOplog(MongoBackend backend, MongoCollection<Document> entries, CursorRegistry cursors) {
        super(backend, entries, cursors);
        this.entries = entries;
    }

    @Override
    public void handleInsert(String namespace, List<Document> documents) {
        super.handleInsert(namespace, documents);
        trim(documents.size());
    }

    /** The library tells a stream the update in the place of documentKey: with the _id in it, the key is there too. */
    @Override
    public void handleUpdate(String namespace, Document selector, Document update, List<Object> ids) {
        for (Object id : ids) {
            Document told = new Document("_id", id).appendAll(update).cloneDeeply();
            super.handleUpdate(namespace, selector, told, Collections.singletonList(id));
        }
        trim(ids.size());
    }

    @Override
    public void handleDelete(String namespace, Document selector, List<Object> ids) {
        super.handleDelete(namespace, selector, ids);
        trim(ids.size());
    }

    private void trim(int added) {
        sinceTrim += added;
        if (sinceTrim < TRIM_EVERY) return;
        sinceTrim = 0;
        Instant oldest = Instant.now().minusSeconds(KEPT_SECONDS);
        entries.deleteDocuments(new Document("wall", new Document("$lt", oldest)), 0);
    }
}
