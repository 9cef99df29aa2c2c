/**
 * The topology of classify, on Kafka Streams: one class that reads like its picture, and what it is
 * made of in the packages beneath. Called by {@code Classify}; knows the pure packages beside it
 * (model, assess), which do not know it.
 *
 * <p>What is stored, and what bounds it:
 *
 * <table>
 * <caption>Stores and internal topics</caption>
 * <tr><th>name</th><th>key -> value</th><th>bound</th><th>removed by</th></tr>
 * <tr><td>store {@code latest}</td><td>endpoint -> newest probed and newest passive sighting, certificate left, hash of the host verdict written last, and which it was; some 150 bytes</td>
 *     <td>endpoints ever seen, or seen since {@code --expire-after}</td><td>expiry, where it is set</td></tr>
 * <tr><td>store {@code members}</td><td>fingerprint, signature, hash of endpoint, endpoint -> network, country; some 110 bytes</td>
 *     <td>two rows an endpoint</td><td>the endpoint's moving on, and its expiry</td></tr>
 * <tr><td>store {@code profiles}</td><td>fingerprint -> tally row (30 bytes), verdict row (100 bytes and 45 a row of the profile, in parts of 4 KiB at most), certificate (some 300 bytes, 4 KiB at most)</td>
 *     <td>fingerprints and certificates ever seen; a profile has some hundreds of rows at most, however many signatures its hosts have</td><td>nothing yet</td></tr>
 * <tr><td>store {@code filed}</td><td>fingerprint -> the case that its verdict is filed under; 25 bytes</td>
 *     <td>fingerprints whose verdict is of a kind and owner that alerts are wanted of</td><td>another verdict</td></tr>
 * <tr><td>store {@code cases}, of one task</td><td>case -> what it is about and what was told of it, 4 KiB at most; case, fingerprint -> figures, 400 bytes at most; what somebody has decided, 1 KiB at most; case that is forgotten -> how many alerts it had made, 20 bytes; the gate</td>
 *     <td>as many as are filed; closed cases of 30 days; decisions that hold; cases that ever made an alert, which the budget bounds: 48 a day by default</td>
 *     <td>another verdict; 30 days; the end of a decision, or its being taken back; nothing</td></tr>
 * <tr><td>heap, a task</td><td>counts of the clusters touched last; what waits to be assessed or to be quiet; verdict rows touched last</td>
 *     <td>200,000 rows; 100,000 fingerprints each; 5,000 rows</td><td>the next ones</td></tr>
 * <tr><td>RocksDB, a process</td><td>blocks read and written, of all partitions</td>
 *     <td>three quarters of {@code --cache-bytes}</td><td>least recently used</td></tr>
 * <tr><td>changelogs of the stores</td><td>as the stores</td><td>compacted</td><td>compaction</td></tr>
 * <tr><td>repartition topic {@code moves}</td><td>fingerprint -> how an endpoint stands there now</td>
 *     <td>what is not yet processed</td><td>Kafka Streams, once it is committed</td></tr>
 * <tr><td>repartition topic {@code roles}</td><td>endpoint -> its role</td>
 *     <td>what is not yet processed; at most 25,000 a second and task in slices</td><td>Kafka Streams, once it is committed</td></tr>
 * <tr><td>repartition topic {@code cases}, one partition</td><td>case -> a verdict that is filed or withdrawn</td>
 *     <td>what is not yet processed</td><td>Kafka Streams, once it is committed</td></tr>
 * <tr><td>repartition topic {@code said-of-cases}, one partition</td><td>case -> what another epoch has told of it; a decision</td>
 *     <td>what is not yet processed</td><td>Kafka Streams, once it is committed</td></tr>
 * </table>
 */
@NullMarked
package dev.unmask.classify.topology;

import org.jspecify.annotations.NullMarked;
