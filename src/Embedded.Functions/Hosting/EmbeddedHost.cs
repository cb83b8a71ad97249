using Embedded.Functions.Hosting.Azurite;
using Embedded.Functions.Hosting.Discovery;
using Embedded.Functions.Hosting.Durable;
using Embedded.Functions.Hosting.Http;
using Embedded.Functions.Hosting.Http.Routes;
using Embedded.Functions.Hosting.Invocation;
using Embedded.Functions.Hosting.Settings;
using Embedded.Functions.Hosting.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Embedded.Functions.Hosting;

/// <summary>Puts the host together around the app's services.</summary>
internal static class EmbeddedHost
{
    /// <exception cref="InvalidOperationException">A function, route or setting is not what it may be; the message names it.</exception>
    public static IHost Build(
        WebApplicationBuilder builder,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        HostOverrides overrides
    )
    {
        var hostJson = HostJson.Read(HostConfiguration.FunctionRoot(overrides));
        var functions = FunctionDiscovery.Find(HostConfiguration.FunctionsAssembly(overrides), overrides.Pick);
        AddServices(builder, functions, middleware, hostJson, overrides);
        var app = builder.Build();
        MapHttp(app, functions, hostJson.RoutePrefix.Trim('/'));
        return app;
    }

    private static void AddServices(
        WebApplicationBuilder builder,
        IReadOnlyList<FunctionDescriptor> functions,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        HostJson hostJson,
        HostOverrides overrides
    )
    {
        var services = builder.Services;
        services.AddSingleton(overrides);
        services.AddSingleton(functions);
        services.AddSingleton(HubSettings.Read(hostJson, builder.Configuration));
        services.AddSingleton(new InvocationPipeline(functions, middleware, overrides.TimeProvider));
        services.AddSingleton<HostKeys>();
        services.AddSingleton<HttpInvocation>();
        services.AddSingleton<HttpFront>();
        services.AddSingleton<DurableRuntime>();
        services.AddSingleton<DurableFunctions>();
        services.AddSingleton<ManagementApi>();

        // In front of everything the app has registered: its hosted services find storage up. Hosted services stop in reverse.
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, EmulatorService>());
        // Behind it all, and only in front of the listener, which the builder puts last.
        if (DurableService.IsNeeded(functions))
        {
            services.AddHostedService<DurableService>();
        }

        var timers = TimerFunction.Find(functions, builder.Configuration);
        if (timers.Count > 0)
        {
            services.AddSingleton(timers);
            services.AddHostedService<TimerService>();
        }
    }

    private static void MapHttp(WebApplication app, IReadOnlyList<FunctionDescriptor> functions, string prefix)
    {
        // WebApplication would put these two in front by itself if the app registers their services. The real host does not, and the
        // app must not come to rely on it here.
        app.Properties().Add("__AuthenticationMiddlewareSet", true);
        app.Properties().Add("__AuthorizationMiddlewareSet", true);

        var invocation = app.Services.GetRequiredService<HttpInvocation>();
        var policies = app.Services.GetRequiredService<ParameterPolicyFactory>();
        var endpoints = RouteTable.Build(functions, prefix, policies, invocation.HandleAsync);
        var management = app.Services.GetRequiredService<ManagementApi>().Endpoints();
        WarnOfMissingKeys(app, functions);

        var front = app.Services.GetRequiredService<HttpFront>();
        app.Use(front.InvokeAsync);
        app.UseRouting();
        app.Use(
            (context, next) =>
            {
                // The router answers 405 where only the method is wrong; the real host knows no 405.
                if (context.GetEndpoint()?.Metadata.GetMetadata<HostEndpoint>() is null)
                {
                    context.SetEndpoint(null);
                }

                return next(context);
            }
        );
        ((IEndpointRouteBuilder)app).DataSources.Add(new DefaultEndpointDataSource([.. endpoints, .. management]));
        app.UseEndpoints(_ => { });
    }

    private static IDictionary<string, object?> Properties(this WebApplication app) => ((IApplicationBuilder)app).Properties;

    private static void WarnOfMissingKeys(WebApplication app, IReadOnlyList<FunctionDescriptor> functions)
    {
        var keys = app.Services.GetRequiredService<HostKeys>();
        foreach (var function in functions)
        {
            if (function.Trigger is Trigger.Http http && !keys.CanOpen(http.Level))
            {
                app.Logger.KeyMissing(function.Name, http.Level.ToString(), HostKeys.SettingFor(http.Level));
            }
        }
    }
}
