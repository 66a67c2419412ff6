using System.Threading.RateLimiting;
using Customization.Gateway.Access;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Customization.Gateway.Limits;

/// <summary>How much one request and one caller may ask for.</summary>
public static class RequestLimits
{
    /// <summary>Most bytes of a request body; product definitions have their own limit.</summary>
    public const int BodyBytesMax = 64 * 1024;

    /// <summary>Most bytes of an uploaded product definition with its imports.</summary>
    public const int DefinitionBytesMax = 8 * 1024 * 1024;

    /// <summary>Most bytes of all headers of a request.</summary>
    public const int HeaderBytesMax = 16 * 1024;

    /// <summary>Most headers of a request.</summary>
    public const int HeadersMax = 64;

    /// <summary>Most bytes of a request line: a configuration code in a URL fits.</summary>
    public const int RequestLineBytesMax = 8 * 1024;

    /// <summary>Nesting of a JSON body.</summary>
    public const int JsonDepthMax = 16;

    /// <summary>Name of the limit on uploads, beside that on requests.</summary>
    public const string UploadPolicy = "uploads";

    /// <summary>Pictures that one caller may send at once after a pause.</summary>
    public const int UploadsBurst = 30;

    /// <summary>Pictures that one caller may send a minute on average.</summary>
    public const int UploadsPerMinute = 10;

    /// <summary>Time for an answer; streams and publications are exempt.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan HeaderTime = TimeSpan.FromSeconds(10);

    /// <summary>Sets the limits of the server.</summary>
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        kestrel.Limits.MaxRequestHeaderCount = HeadersMax;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytesMax;
        kestrel.Limits.RequestHeadersTimeout = HeaderTime;
    }

    /// <summary>Adds rate limits per caller and time limits per request.</summary>
    public static void AddRequestLimits(this IServiceCollection services, GatewayOptions options)
    {
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = AnswerTime,
            TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
            WriteTimeoutResponse = context =>
                Problem.Of("no-answer-in-time", "No answer in time; ask again.").ExecuteAsync(context),
        });
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                RateLimitPartition.GetTokenBucketLimiter(PartitionOf(context), _ => BucketOf(options)));
            limiter.AddPolicy(UploadPolicy, context =>
                RateLimitPartition.GetTokenBucketLimiter(PartitionOf(context), _ => UploadBucket));
            limiter.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = "1";
                return new ValueTask(Problem.Of("rate-limited", "Too many requests; wait a second.")
                    .ExecuteAsync(rejected.HttpContext));
            };
        });
    }

    private static TokenBucketRateLimiterOptions UploadBucket => new()
    {
        TokenLimit = UploadsBurst,
        TokensPerPeriod = UploadsPerMinute,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        QueueLimit = 0,
    };

    private static TokenBucketRateLimiterOptions BucketOf(GatewayOptions options) => new()
    {
        TokenLimit = options.RequestsBurst,
        TokensPerPeriod = options.RequestsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };

    private static string PartitionOf(HttpContext context)
    {
        var subject = Caller.Of(context.User).Subject;
        return subject.Length > 0 ? $"subject {subject}" : $"address {context.Connection.RemoteIpAddress}";
    }
}
