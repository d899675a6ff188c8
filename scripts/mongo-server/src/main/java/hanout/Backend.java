package hanout;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.Collections;
import java.util.List;

/** The library's backend, made to answer as MongoDB does where Hanout's stores would notice. */
final class Backend extends MemoryBackend {
    private static final int IDLE_MS = 5;

    Backend() {
        version(new OldestAccepted());
    }

    /**
     * MongoDB waits for news before it answers a change stream; the library answers at once, and its clients spin.
     */
    @Override
    public Document handleMessage(MongoMessage message) {
        Document answer = answer(message);
        if (isIdle(answer)) pause();
        return answer;
    }

    /**
     * The library answers with its stored documents themselves, written to the wire after another command may have
     * changed them: two clients that increment a counter would both read 2. Hence one at a time, and a copy.
     */
    private synchronized Document answer(MongoMessage message) {
        boolean isFindAndModify = message.getDocument().containsKey("findAndModify");
        return (isFindAndModify ? findAndModify(message) : super.handleMessage(message)).cloneDeeply();
    }

    /** The library tells change streams nothing of findAndModify, and its caller nothing of an upsert. */
    private Document findAndModify(MongoMessage message) {
        Document command = message.getDocument();
        Document found = firstMatch(message);
        if (found == null) {
            return Boolean.TRUE.equals(command.get("upsert")) ? upsert(message) : super.handleMessage(message);
        }
        Document before = found.cloneDeeply();
        Document answer = super.handleMessage(message);
        Document filter = filterOf(command);
        List<Object> ids = Collections.singletonList(before.get("_id"));
        if (Boolean.TRUE.equals(command.get("remove"))) {
            oplog.handleDelete(namespaceOf(message), filter, ids);
        } else if (!found.equals(before)) {
            oplog.handleUpdate(namespaceOf(message), filter, (Document) command.get("update"), ids);
        }
        return answer;
    }

    private Document upsert(MongoMessage message) {
        Document command = message.getDocument();
        boolean wantsNew = Boolean.TRUE.equals(command.get("new"));
        Document fields = (Document) command.remove("fields");
        command.put("new", true);
        Document answer = super.handleMessage(message);
        Document created = (Document) answer.get("value");
        Object id = created.get("_id");
        oplog.handleInsert(namespaceOf(message), List.of(created));
        answer.put("lastErrorObject", new Document("updatedExisting", false).append("n", 1).append("upserted", id));
        if (!wantsNew) answer.put("value", null);
        else if (fields != null) answer.put("value", projected(message, id, fields));
        return answer;
    }

    private Document firstMatch(MongoMessage message) {
        MongoCollection<?> collection = collectionOf(message);
        if (collection == null) return null;
        Document query = new Document("query", filterOf(message.getDocument()));
        query.putIfNotNull("orderby", message.getDocument().get("sort"));
        return first(collection.handleQuery(query, 0, 1));
    }

    /** The same message asked as a find: the library shows its projection to no one else. */
    private Document projected(MongoMessage message, Object id, Document fields) {
        Document command = message.getDocument();
        Document find = new Document("find", command.get("findAndModify"))
            .append("filter", new Document("_id", id))
            .append("projection", fields)
            .append("$db", message.getDatabaseName());
        command.clear();
        command.putAll(find);
        Document cursor = (Document) super.handleMessage(message).get("cursor");
        return (Document) ((List<?>) cursor.get("firstBatch")).get(0);
    }

    private MongoCollection<?> collectionOf(MongoMessage message) {
        String name = (String) message.getDocument().get("findAndModify");
        return resolveDatabase(message.getDatabaseName()).resolveCollection(name, false);
    }

    private static Document first(Iterable<Document> documents) {
        var all = documents.iterator();
        return all.hasNext() ? all.next() : null;
    }

    private static Document filterOf(Document command) {
        return command.get("query") instanceof Document filter ? filter : new Document();
    }

    private static String namespaceOf(MongoMessage message) {
        return message.getDatabaseName() + "." + message.getDocument().get("findAndModify");
    }

    /** An answer to getMore without documents, though its cursor stays open. */
    private static boolean isIdle(Document answer) {
        return answer.get("cursor") instanceof Document cursor
            && cursor.get("nextBatch") instanceof List<?> batch
            && batch.isEmpty()
            && ((Number) cursor.get("id")).longValue() != 0;
    }

    private static void pause() {
        try {
            Thread.sleep(IDLE_MS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected Oplog createOplog() {
        var log = resolveDatabase("local").createCollectionOrThrowIfExists(OPLOG_COLLECTION_NAME);
        @SuppressWarnings("unchecked") // as in the library: its in-memory collections are all of this type
        var typed = (MongoCollection<Document>) log;
        return new ShortOplog(this, typed, getCursorRegistry());
    }

    /** What the npm driver 7 asks for at least; the library calls itself 5.0 with wire version 8, which it refuses. */
    private static final class OldestAccepted implements MongoVersion {
        @Override
        public List<Integer> getVersionArray() {
            return List.of(4, 4, 0);
        }

        @Override
        public int getWireVersion() {
            return 9;
        }
    }
}
