package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.util.List;

/**
 * Runs of jobs: converters, executions, batches. Any thread; recording allocates nothing once the
 * labels were seen before.
 *
 * <p>Metrics, with the prefix {@code job_}, the labels that they can have, and in brackets those
 * that they have unless told otherwise: {@code runs_total{job,model,status}} (job, status), {@code
 * duration_seconds{job,model}} (job), {@code files_processed_total{job,model}} (job), {@code
 * tokens_total{job,model,type}} (job, type), {@code token_counts_refused_total} and {@code
 * in_progress}.
 */
public final class JobMetrics extends InstrumentGroup {
  private final LabelProjection<LatencyRecorder> duration;
  private final Gauge inProgress;
  private final Family<Counter> runsByStatus;
  private final TokenCounts tokenCounts;
  private final Family<Counter> files;
  private final Family<Job> jobs;

  /** Registers the metrics under their own names. */
  public JobMetrics(MetricsCollector metrics) {
    this(metrics, GroupSettings.defaults());
  }

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public JobMetrics(MetricsCollector metrics, GroupSettings settings) {
    super(metrics, "job", "job_", settings);
    Dimensions byJob = Dimensions.of("job", "model").showing("job");
    LabelProjection<Counter> runs =
        group.counter("runs_total", "Runs that ended, by status.", byJob.and("status"));
    duration = group.latency("duration_seconds", "Time that runs took.", byJob);
    LabelProjection<Counter> filesByJob =
        group.counter("files_processed_total", "Files that runs processed.", byJob);
    LabelProjection<Counter> tokens =
        group.counter("tokens_total", "Tokens that runs took.", byJob.and("type"));
    inProgress = group.gauge("in_progress", "Runs not ended.");
    tokenCounts = new TokenCounts(group, "job tokens", tokens::with);
    group.done();
    runsByStatus = group.handles("job runs", 3, runs::with);
    files = group.handles("job files", 2, filesByJob::with);
    jobs = group.handles("job", 2, this::resolve);
  }

  /** Returns the handle of a job, to be kept by who can. */
  public Job job(String job) {
    return jobs.with(job, "");
  }

  /** Returns the handle of a job with a model, to be kept by who can. */
  public Job job(String job, String model) {
    return jobs.with(job, model);
  }

  /** Counts a run in progress; to be followed by one {@link #ended}. */
  public void began() {
    inProgress.inc();
  }

  /** Counts a run no more in progress; it is recorded apart from this. */
  public void ended() {
    inProgress.dec();
  }

  private Job resolve(List<String> values) {
    return new Job(this, values.get(0), values.get(1), duration.with(values));
  }

  /** Runs of one job and model. Any thread. */
  public static final class Job {
    private final JobMetrics group;
    private final String job;
    private final String model;
    private final LatencyRecorder duration;

    private Job(JobMetrics group, String job, String model, LatencyRecorder duration) {
      this.group = group;
      this.job = job;
      this.model = model;
      this.duration = duration;
    }

    /**
     * Records a run that ended.
     *
     * @param status one of few words, such as {@code success}
     * @param nanos how long it took, in nanoseconds
     */
    public void ran(String status, long nanos) {
      group.runsByStatus.with(job, model, status).inc();
      duration.record(nanos);
    }

    /** Counts {@code n} files that a run processed. */
    public void files(long n) {
      group.files.with(job, model).add(n);
    }

    /**
     * Counts {@code n} tokens of a type, such as {@code prompt}; 0 to 1 000 000 000, or else they
     * are not added but counted as refused.
     */
    public void tokens(String type, long n) {
      group.tokenCounts.add(job, model, type, n);
    }
  }
}
