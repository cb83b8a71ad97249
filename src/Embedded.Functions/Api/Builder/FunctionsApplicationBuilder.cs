using Embedded.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Configures an app and builds its host.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];
    private readonly WebApplicationBuilder _inner;
    private readonly HostOverrides _overrides;
    private bool _hasWeb;
    private bool _hasBuilt;

    internal FunctionsApplicationBuilder(string[]? args, HostOverrides? overrides = null)
    {
        _overrides = overrides ?? new HostOverrides();
        _inner = HostConfiguration.CreateBuilder(args ?? [], _overrides);
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_inner).Properties;

    /// <inheritdoc/>
    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <inheritdoc cref="IHostApplicationBuilder.Configuration"/>
    public ConfigurationManager Configuration => _inner.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => _inner.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => _inner.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _inner.Metrics;

    /// <inheritdoc cref="IHostApplicationBuilder.Services"/>
    public IServiceCollection Services => _inner.Services;

    /// <summary>The host, ready to run. Can be called once.</summary>
    /// <exception cref="InvalidOperationException">A function, route or setting is not what it may be; the message names it.</exception>
    public IHost Build()
    {
        RefuseWhenBuilt();
        if (!_hasWeb)
        {
            throw new InvalidOperationException(
                $"Call {nameof(FunctionsApplicationBuilderAspNetCoreExtensions.ConfigureFunctionsWebApplication)}() before {nameof(Build)}()."
            );
        }

        _hasBuilt = true;
        return EmbeddedHost.Build(_inner, _middleware, _overrides);
    }

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory,
        Action<TContainerBuilder>? configure = null
    )
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)_inner).ConfigureContainer(factory, configure);

    /// <inheritdoc/>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        RefuseWhenBuilt();
        _middleware.Add(middleware);
        return this;
    }

    internal void AddWeb()
    {
        if (!_hasWeb)
        {
            _hasWeb = true;
            // What IActionResult needs to be executed.
            Services.AddMvcCore();
        }
    }

    private void RefuseWhenBuilt()
    {
        if (_hasBuilt)
        {
            throw new InvalidOperationException("The application is built already.");
        }
    }
}
